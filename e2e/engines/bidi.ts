import { once } from 'node:events'
import { WebSocket } from 'ws'

export type BidiLine = {
  /** @throws Error with the browser's words when it refuses. */
  send<Result = void>(method: string, params: object): Promise<Result>
  on<Params>(method: string, hear: (params: Params) => void): void
  close(): void
}

type Answer = { id: number; type: 'success' | 'error'; result: unknown; error: string; message: string }
type Event = { id?: undefined; method: string; params: unknown }

/** A line to a browser that speaks WebDriver BiDi. @see https://www.w3.org/TR/webdriver-bidi/ */
export async function openBidi(address: string): Promise<BidiLine> {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const waiting = new Map<number, (answer: Answer) => void>()
  const ears: { method: string; hear: (params: never) => void }[] = []
  socket.on('message', (data) => {
    const message: Answer | Event = JSON.parse(String(data))
    if (message.id !== undefined) return waiting.get(message.id)?.(message)
    for (const { method, hear } of ears) if (method === message.method) hear(message.params as never)
  })
  let last = 0
  return {
    send: <Result>(method: string, params: object) =>
      new Promise<Result>((resolve, reject) => {
        const id = ++last
        waiting.set(id, ({ type, result, error, message }) => {
          waiting.delete(id)
          if (type === 'success') resolve(result as Result)
          else reject(new Error(`${method}: ${error}: ${message}`))
        })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    on: (method, hear) => ears.push({ method, hear }),
    close: () => socket.terminate(),
  }
}
