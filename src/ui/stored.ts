import { type GenericSchema, safeParse } from 'valibot'

/** Other tabs write to the same storage: what is changed is what lies there now, and not what this tab last knew. */
export function rehydrate({ persist }: { persist?: { rehydrate: () => unknown } }): void {
  // A browser that denies storage keeps nothing that could be caught up with.
  void persist?.rehydrate()
}

/**
 * What a store takes of the browser's storage, where anything may lie: another version has written there, or a person. What is not of this
 * shape is as if it were not there.
 */
export function mergeBy<T extends object>(schema: GenericSchema<unknown, Partial<T>>): (stored: unknown, now: T) => T {
  return (stored, now) => {
    const read = safeParse(schema, stored)
    return read.success ? { ...now, ...read.output } : now
  }
}
