import { WebSocket } from 'ws'
import { AnswerTooLarge, type Share } from './answerMemory.ts'
import { AddressNotAllowed } from './publicLookup.ts'

/** What goes back of one request, beside the `length` bytes of its body. */
export type AnswerHead = {
  id: number
  status: number
  headers: Record<string, string>
  failure?: { kind: 'network' | 'gateway'; code: string; message: string }
}

export type Answering = {
  tell(head: AnswerHead, body?: Buffer[]): void
  /** Resolves when all that was told has left. */
  sent(): Promise<void>
}

/** A connection that was refused is told as that; one that broke on the way is a lost answer, as without a gateway. */
export function failedOn(id: number, error: NodeJS.ErrnoException): AnswerHead {
  const cause = error.code ?? error.message
  if (cause === 'ECONNRESET' || cause === 'EPIPE') return failed(id, 'network', { code: 'NetworkError', cause })
  if (error instanceof AddressNotAllowed) return failed(id, 'gateway', { code: 'TargetNotAllowed', cause })
  if (error instanceof AnswerTooLarge) return failed(id, 'gateway', { code: 'AnswerTooLarge', cause })
  return failed(id, 'gateway', { code: 'UpstreamUnreachable', cause })
}

export function failed(id: number, kind: 'network' | 'gateway', why: { code: string; cause: string }): AnswerHead {
  return { id, status: 0, headers: {}, failure: { kind, code: why.code, message: why.cause } }
}

/** Answers that end in the same turn leave in one message. */
export function createAnswering(line: WebSocket, share: Share): Answering {
  let heads: (AnswerHead & { length: number })[] = []
  let bodies: Buffer[] = []
  let leaving = Promise.resolve()
  const flush = () => {
    const message = packed(heads, bodies)
    const bytes = sizeOf(bodies)
    heads = []
    bodies = []
    if (line.readyState !== WebSocket.OPEN) return share.taken(bytes)
    leaving = new Promise((resolve) =>
      line.send(message, () => {
        share.taken(bytes)
        resolve()
      }),
    )
  }
  return {
    tell(head, body = []) {
      const length = sizeOf(body)
      share.handed(length)
      bodies.push(...body)
      if (heads.push({ ...head, length }) === 1) setImmediate(flush)
    },
    async sent() {
      await new Promise((resolve) => setImmediate(resolve))
      await leaving
    },
  }
}

function packed(heads: object[], bodies: Buffer[]): Buffer {
  const json = Buffer.from(JSON.stringify(heads))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json, ...bodies])
}

function sizeOf(buffers: Buffer[]): number {
  return buffers.reduce((sum, { length }) => sum + length, 0)
}
