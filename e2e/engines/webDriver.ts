import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One command of WebDriver. @throws Error with the driver's words when it refuses, Hangs when it says nothing. @see https://www.w3.org/TR/webdriver2/#endpoints */
export type Ask = <Result = void>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Result>

/** No answer came, or what should come of it did not. */
export class Hangs extends Error {}

/** Longer than any command takes on a busy machine, in ms. */
const patience = 25_000

/** A line to a WebDriver server that was just started. */
export async function openWebDriver(base: string): Promise<Ask> {
  const ask: Ask = async (method, path, body) => {
    const signal = AbortSignal.timeout(patience)
    const asked = fetch(base + path, { method, signal, ...(body && { body: JSON.stringify(body) }) })
    const answer = await asked.catch((error) => {
      throw signal.aborted ? new Hangs(`${method} ${path}: no answer in ${patience} ms`) : error
    })
    const { value } = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`)
    return value
  }
  // It does not say when it listens.
  while (!(await ask('GET', '/status').then(() => true, isRefused))) await sleep(20)
  return ask
}

/** Nobody listens there yet. */
function isRefused(error: unknown): false {
  if (error instanceof TypeError) return false
  throw error
}

/** A port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
