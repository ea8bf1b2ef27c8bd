/** As much of Node's `url`, `path` and `stream` as ali-oss's request builder asks for in a page. */
type Address = { protocol: string; host: string; pathname: string; query: Record<string, string> }

function format({ protocol, host, pathname, query }: Address): string {
  const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='))
  return `${protocol}//${host}${pathname}${pairs.length > 0 ? '?' : ''}${pairs.join('&')}`
}

/** By hand: URL would resolve the `..` of a key. Nothing that is parsed here has a query. */
function parse(text: string): Address & { format: () => string } {
  const [, protocol = '', host = '', pathname = ''] = /^(\w+:)\/\/([^/]+)([^?]*)/.exec(text) ?? []
  return {
    protocol,
    host,
    pathname,
    query: {},
    format() {
      return format(this)
    },
  }
}

export function extname(path: string): string {
  return /[^/](\.[^./]*)$/.exec(path)?.[1] ?? ''
}

/** @public required by ali-oss */
export class Stream {}

// biome-ignore lint/style/noDefaultExport: CommonJS asks for it
export default { format, parse }
