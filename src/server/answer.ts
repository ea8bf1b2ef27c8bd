/** What an operation answers. `undefined` headers are left out. */
export type Answer = {
  status: number
  /** OSS's error code, when it is an error. */
  code?: string
  headers?: Record<string, string | undefined>
  body?: string | Buffer
  /** A body that is streamed: its length (absent: chunked), the pieces, and what to call when it is over. */
  stream?: { length?: number; pieces: AsyncIterable<Buffer>; release: () => void }
}

/** 200 with an XML document. */
export function xmlAnswer(document: string, headers: Record<string, string | undefined> = {}): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${document}`
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body }
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: Record<string, string | undefined> = {}): Answer {
  return { status, headers }
}
