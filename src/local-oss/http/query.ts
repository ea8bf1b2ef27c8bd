/** The query of a request: names and values decoded, in the order in which they came. */
export type Query = {
  readonly entries: readonly (readonly [name: string, value: string])[]
  has(name: string): boolean
  /** The first value; '' for a name without one; undefined when the name is absent. */
  get(name: string): string | undefined
}

/**
 * Percent-decodes a path, a query value, a copy source or the target of a link. `+` is a space: the Go SDK and ossutil write it so, in all of
 * these places, and sign the space. Throws URIError for what is not UTF-8.
 */
export function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

/** Reads a raw query string. Throws URIError for a bad percent-encoding. */
export function parseQuery(raw: string): Query {
  const entries = raw
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const end = pair.indexOf('=')
      const [name, value] = end < 0 ? [pair, ''] : [pair.slice(0, end), pair.slice(end + 1)]
      return [decode(name), decode(value)] as const
    })
  const values = new Map(entries.toReversed())
  return { entries, has: (name) => values.has(name), get: (name) => values.get(name) }
}
