import { unpackAnswers } from './lineAnswers.ts'
import { noAccessBy } from './noAccess.ts'
import { onAbort } from './onAbort.ts'
import { lostAnswer, recalledAnswer, type WireAnswer, type WireRequest } from './wire.ts'

/** As much of a WebSocket as is used here; the one of Node's `ws` will do. */
export type Socket = Pick<WebSocket, 'binaryType' | 'onclose' | 'onopen' | 'readyState'> & {
  onmessage: ((event: MessageEvent) => void) | null
  send: (text: string) => void
}
export type OpenSocket = (url: string) => Socket

type Line = {
  ask: (as: Asked, request: LineRequest, answered: (answer: WireAnswer) => void) => void
  /** Nobody waits any more: the gateway lets go of the request, as it would of a fetch that was aborted. */
  leave: (id: number) => void
  /** It must not leave any more. If the gateway still has it, that is its answer; else OSS's comes. */
  takeBack: (id: number) => void
}

/** Bytes, few enough for a message, instead of a file. */
type LineRequest = Omit<WireRequest, 'body'> & { body?: string | Uint8Array | undefined }

/** `among`: how many of this line may be at OSS together with it. */
type Asked = { id: number; among: number | undefined }

/** What the gateway is told: a request, or a word about one. */
type Sent = { id: number } & Record<string, unknown>

const OPEN = 1

/**
 * Requests over one socket to the gateway, any number at the same time, answered as they end. It is opened at the first request and again
 * after it broke; what was on it then is lost, as on any connection that breaks.
 */
export function gatewayLine(open: () => Socket, among?: () => number): (request: LineRequest) => Promise<WireAnswer> {
  let line: Line | undefined
  let asked = 0
  return (request) =>
    new Promise((resolve, reject) => {
      line ??= connect(open(), () => {
        line = undefined
      })
      const { ask, leave, takeBack } = line
      const id = ++asked
      const end = () => {
        clearTimeout(timer)
        stay()
        stayTaken?.()
      }
      const stop = () => {
        end()
        leave(id)
        reject(request.signal.reason)
      }
      const late = () => {
        end()
        leave(id)
        resolve(lostAnswer('timeout', `No answer within ${request.timeout} ms`))
      }
      const timer = setTimeout(late, request.timeout)
      const stay = onAbort(request.signal, stop)
      const stayTaken = request.recall && onAbort(request.recall, () => takeBack(id))
      ask({ id, among: among?.() }, request, (answer) => {
        end()
        resolve(answer)
      })
    })
}

function connect(socket: Socket, ended: () => void): Line {
  const waiting = new Map<number, (answer: WireAnswer) => void>()
  let unsent: Sent[] = []
  const flush = () => {
    if (socket.readyState !== OPEN || unsent.length === 0) return
    socket.send(JSON.stringify(unsent))
    unsent = []
  }
  // What one batch of answers sets going leaves together, too: a message costs as much as what it says. A request that is alone waits for
  // nothing, such as the drawing of the place that it is for.
  const send = (message: Sent) => {
    // Many bytes go at once: together they would be more than the gateway takes in one message.
    const goes = isLong(message)
    if (unsent.push(message) > 1 && !goes) return
    if (waiting.size > 1 && !goes) setTimeout(flush)
    else flush()
  }
  socket.binaryType = 'arraybuffer'
  socket.onopen = flush
  socket.onmessage = ({ data }) => {
    const told = unpackAnswers(data).map(({ id, answer }) => {
      const answered = waiting.get(id)
      waiting.delete(id)
      return () => {
        answered?.(answer)
        return answer.data.length
      }
    })
    inTurns(told, flush)
  }
  socket.onclose = (end) => {
    ended()
    const none = lostAnswer('network', 'The connection to the gateway broke')
    const failure = noAccessBy(end)
    for (const answered of waiting.values()) answered(failure ? { ...none, failure } : none)
  }
  return {
    ask(as, { url, method, headers, body }, answered) {
      waiting.set(as.id, answered)
      send({ ...as, url, method, headers, ...written(body) })
    },
    leave(id) {
      waiting.delete(id)
      send({ id })
    },
    takeBack(id) {
      const before = unsent.length
      unsent = unsent.filter((message) => message.id !== id)
      if (unsent.length === before) return send({ id, back: true })
      waiting.get(id)?.(recalledAnswer())
      waiting.delete(id)
    },
  }
}

/** Letters: of as many requests as are in flight the bodies still fit into one message. */
const shortWritten = 16 * 1024

function isLong({ base64, body }: Sent): boolean {
  return base64 === true && typeof body === 'string' && body.length > shortWritten
}

function written(body: LineRequest['body']): { body?: string | undefined; base64?: true } {
  return body instanceof Uint8Array ? { body: base64(body), base64: true } : { body }
}

/** In pieces: a call takes so many arguments. */
function base64(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let from = 0; from < bytes.length; from += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 8192)))
  return btoa(pieces.join(''))
}

/** What is told in one go. A page of a listing takes some ms: a frame may go between it and the next. */
const turn = { bytes: 64 * 1024, answers: 6 }

/**
 * Tells a few small answers at once and large ones one by one. What each few set going leaves before the next: requests that all waited for
 * the last of thirty answers would come in one crowd for ever.
 */
function inTurns(told: (() => number)[], flush: () => void): void {
  let bytes = 0
  let next = 0
  flush()
  while (next < told.length && next < turn.answers && bytes < turn.bytes) {
    bytes += told[next]?.() ?? 0
    next += 1
  }
  if (next < told.length) setTimeout(inTurns, 0, told.slice(next), flush)
}
