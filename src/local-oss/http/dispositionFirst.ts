type Pair = [name: string, value: string]

/**
 * The same headers, in an order in which Node writes each value as the bytes that it holds: it takes a Content-Disposition that stands
 * behind a Content-Length for UTF-8, and refuses or damages what it then reads.
 * @see https://github.com/nodejs/node/pull/46528
 */
export function dispositionFirst(headers: Pair[]): Pair[] {
  const isFirst = ([name]: Pair) => name.toLowerCase() === 'content-disposition'
  return [...headers.filter(isFirst), ...headers.filter((pair) => !isFirst(pair))]
}
