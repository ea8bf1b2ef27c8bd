import { WebSocket } from 'ws'
import { ProxyError } from '../proxy/tunnel.ts'
import { type AnswerBudget, AnswerTooLarge } from './answerMemory.ts'
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
  return failed(id, 'gateway', { code: 'UpstreamUnreachable', cause: causeOf(error) })
}

/** Node's code; of a proxy also which, and what it answered; of TLS, for all of which Node may have one code, what OpenSSL says. */
export function causeOf(error: NodeJS.ErrnoException): string {
  if (error instanceof ProxyError) return error.message
  const { code, message } = error
  const [, reason] = /:SSL routines:[^:]*:([^:]+)/.exec(message) ?? []
  return code === 'EPROTO' && reason ? `${code}: ${reason}` : (code ?? message)
}

export function failed(id: number, kind: 'network' | 'gateway', why: { code: string; cause: string }): AnswerHead {
  return { id, status: 0, headers: {}, failure: { kind, code: why.code, message: why.cause } }
}

/** Bytes of a message up to which it is put together first. */
const COPIED = 256 * 1024

/** Answers that end in the same turn leave in one message. */
export function createAnswering(line: WebSocket, share: AnswerBudget): Answering {
  let heads: (AnswerHead & { length: number })[] = []
  let bodies: Buffer[] = []
  let leaving = Promise.resolve()
  const flush = () => {
    const pieces = [headOf(heads), ...bodies]
    const bytes = sizeOf(bodies)
    heads = []
    bodies = []
    if (line.readyState !== WebSocket.OPEN) return share.taken(bytes)
    leaving = send(line, pieces).then(() => share.taken(bytes))
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

/** The length of the heads, and the heads. */
function headOf(heads: object[]): Buffer {
  const json = Buffer.from(JSON.stringify(heads))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json])
}

/** Sends one message. Small pieces cost less as one, large ones are not held twice. Resolves when it has left, or nobody is there any more. */
function send(line: WebSocket, pieces: Buffer[]): Promise<void> {
  const parts = sizeOf(pieces) < COPIED ? [Buffer.concat(pieces)] : pieces
  return new Promise((resolve) => {
    for (const [at, part] of parts.entries()) {
      const fin = at === parts.length - 1
      // What goes wrong closes the line, which says so.
      line.send(part, { binary: true, fin }, fin ? () => resolve() : undefined)
    }
  })
}

function sizeOf(buffers: Buffer[]): number {
  return buffers.reduce((sum, { length }) => sum + length, 0)
}
