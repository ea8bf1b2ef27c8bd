import { type GenericSchema, safeParse } from 'valibot'

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
