/** What a record holds by a foreign name itself: every object has a `constructor`, which nobody put there. */
export function ownValue<Value>(record: { readonly [name: string]: Value }, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
