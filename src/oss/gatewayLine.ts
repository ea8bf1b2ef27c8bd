import { onAbort } from './onAbort.ts'
import { lost, type Transport, type WireAnswer, type WireRequest } from './wire.ts'

/** As much of a WebSocket as is used here; the one of Node's `ws` will do. */
export type Socket = Pick<WebSocket, 'binaryType' | 'onclose' | 'onopen' | 'readyState'> & {
  onmessage: ((event: MessageEvent) => void) | null
  send: (text: string) => void
}
export type OpenSocket = (url: string) => Socket

type Line = {
  ask: (id: number, request: WireRequest, answered: (answer: WireAnswer) => void) => void
  /** Nobody waits any more: the gateway lets go of the request, as it would of a fetch that was aborted. */
  leave: (id: number) => void
}

const OPEN = 1

/**
 * Requests over one socket to the gateway, any number at the same time, answered as they end. It is opened at the first request and again
 * after it broke; what was on it then is lost, as on any connection that breaks.
 */
export function gatewayLine(open: () => Socket): Transport {
  let line: Line | undefined
  let asked = 0
  return (request) =>
    new Promise((resolve, reject) => {
      line ??= connect(open(), () => {
        line = undefined
      })
      const { ask, leave } = line
      const id = ++asked
      const end = () => {
        clearTimeout(timer)
        stay()
      }
      const stop = () => {
        end()
        leave(id)
        reject(request.signal.reason)
      }
      const late = () => {
        end()
        leave(id)
        resolve(lost('timeout', `No answer within ${request.timeout} ms`))
      }
      const timer = setTimeout(late, request.timeout)
      const stay = onAbort(request.signal, stop)
      ask(id, request, (answer) => {
        end()
        resolve(answer)
      })
    })
}

function connect(socket: Socket, ended: () => void): Line {
  const waiting = new Map<number, (answer: WireAnswer) => void>()
  const unsent = new Map<number, string>()
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => {
    for (const text of unsent.values()) socket.send(text)
    unsent.clear()
  }
  socket.onmessage = ({ data }) => {
    const { id, answer } = unpacked(data)
    waiting.get(id)?.(answer)
    waiting.delete(id)
  }
  socket.onclose = () => {
    ended()
    for (const answered of waiting.values()) answered(lost('network', 'The connection to the gateway broke'))
  }
  return {
    ask(id, { url, method, headers, body }, answered) {
      waiting.set(id, answered)
      const text = JSON.stringify({ id, url, method, headers, body })
      if (socket.readyState === OPEN) socket.send(text)
      else unsent.set(id, text)
    },
    leave(id) {
      waiting.delete(id)
      if (!unsent.delete(id) && socket.readyState === OPEN) socket.send(JSON.stringify({ id }))
    },
  }
}

/** The length of the head in four bytes, the head as JSON, the body. */
function unpacked(data: ArrayBuffer): { id: number; answer: WireAnswer } {
  const length = new DataView(data).getUint32(0)
  const { id, ...head } = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)))
  return { id, answer: { ...head, data: new Uint8Array(data, 4 + length) } }
}
