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

/** 200 with an XML document; a long one in pieces, for to put a thousand texts together takes four times as long as to write their bytes. */
export function xmlAnswer(document: string | string[], headers: Record<string, string | undefined> = {}): Answer {
  const pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n', document].flat()
  const body = Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body }
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: Record<string, string | undefined> = {}): Answer {
  return { status, headers }
}
