import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultEffect } from '../admin/faults.ts'
import type { Answer } from './answer.ts'
import { dispositionFirst } from './dispositionFirst.ts'

type Exchange = { request: IncomingMessage; response: ServerResponse; answer: Answer; fault: FaultEffect | undefined }

/** Writes an answer, spoiled as the fault says. Header values are raw bytes, so bodies are always Buffers (a string would make Node write both as UTF-8). */
export async function send({ request, response, answer, fault }: Exchange): Promise<void> {
  const { stream } = answer
  try {
    const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
    const isHead = request.method === 'HEAD'
    response.writeHead(answer.status, headersOf(answer, { body, isHead, fault }))
    if (isHead || (!stream && !body)) response.end()
    else if (body && !stream && !fault) response.end(body)
    else await sendPieces(response, stream ? stream.pieces : [body ?? Buffer.alloc(0)], fault)
    // What is left of a refused body stands before the next request of this connection.
    if (!request.complete) request.resume()
  } finally {
    stream?.release()
  }
}

type Sent = { body: Buffer | undefined; isHead: boolean; fault: FaultEffect | undefined }

/** Only HEAD may tell a length that is not the one of what follows. */
function headersOf(answer: Answer, { body, isHead, fault }: Sent) {
  const length = answer.stream ? answer.stream.length : (body?.length ?? 0)
  const bodyless = answer.status === 204 || answer.status === 304
  const sent = bodyless || length === undefined ? {} : { 'content-length': String(length) }
  const headers = {
    server: 'AliyunOSS',
    ...(isHead && sent),
    ...answer.headers,
    ...(!isHead && sent),
    ...fault?.headers,
  }
  const pairs = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return Object.fromEntries(dispositionFirst(pairs))
}

type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>

async function sendPieces(response: ServerResponse, pieces: Pieces, fault: FaultEffect | undefined): Promise<void> {
  let left = fault?.truncate ?? Infinity
  for await (const piece of pieces) {
    if (response.destroyed) return
    const part = piece.subarray(0, Math.min(piece.length, left))
    if (!response.write(part)) await drained(response)
    left -= part.length
    if (left === 0) {
      // Only when the bytes have gone out: a reset throws away what is still in the buffer.
      response.socket?.destroySoon()
      return
    }
    if (fault?.throttle) await sleep((part.length / fault.throttle) * 1000)
  }
  response.end()
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
