import { type GenericSchema, safeParse } from 'valibot'

/** Other tabs write to the same storage: what is changed is what lies there now, and not what this tab last knew. */
export function rehydrate({ persist }: Stored): void {
  // A browser that denies storage keeps nothing that could be caught up with.
  void persist?.rehydrate()
}

/** Before something is forgotten: a storage that is full keeps what was there before, where it does not take the rest anew. */
export function clearStored({ persist }: Stored): void {
  persist?.clearStorage()
}

type Stored = { persist?: { rehydrate: () => unknown; clearStorage: () => void } }

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
