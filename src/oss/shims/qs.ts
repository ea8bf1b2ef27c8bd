type Options = { encoder: (text: string) => string; sort: (a: string, b: string) => number }

/**
 * As much of `qs` as ali-oss's signer asks for: a flat query, where null stands without `=`. The library reads and writes nested
 * queries, and was a fourth of the SDK's code in the page.
 * @public required by ali-oss
 */
export function stringify(queries: Record<string, string | number | null>, { encoder, sort }: Options): string {
  return Object.entries(queries)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => sort(a, b))
    .map(([name, value]) => (value === null ? [name] : [name, String(value)]).map(encoder).join('='))
    .join('&')
}
