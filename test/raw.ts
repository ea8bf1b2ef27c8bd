import { request } from 'node:http'
import type { Account, Ref } from '../src/oss/types.ts'

/** Unsigned requests whose header values are the bytes that travel, one character a byte: the witness of what an object holds. */
export type Raw = {
  put: (at: Ref, headers: Record<string, string>, body?: string) => Promise<number>
  /** What HeadObject answers. */
  head: (at: Ref) => Promise<Record<string, string>>
}

/** For buckets that let everyone read and write. */
export function rawClient({ endpoint }: Account): Raw {
  const port = new URL(endpoint).port
  const exchange = (method: string, at: Ref, headers: Record<string, string>, body = '') =>
    new Promise<{ status: number; headers: Record<string, string> }>((resolve, reject) => {
      const host = `${at.bucket}.oss-${at.region}.localhost:${port}`
      const path = `/${encodeURIComponent(at.key).replaceAll('%2F', '/')}`
      // Pairs are written as they stand; of an object's fields Node takes Content-Disposition for UTF-8.
      const pairs = Object.entries({ host, ...headers, 'content-length': String(body.length) }).flat()
      const sent = request({ host: '127.0.0.1', port, method, path, headers: pairs as never }, (answer) => {
        const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, headers: Object.fromEntries(told) }))
      })
      sent.on('error', reject)
      // A text would make Node write the headers in UTF-8, too.
      sent.end(Buffer.from(body))
    })
  return {
    put: async (at, headers, body = 'hello') => (await exchange('PUT', at, headers, body)).status,
    head: async (at) => (await exchange('HEAD', at, {})).headers,
  }
}
