import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** One command of WebDriver. @throws Error with the driver's words when it refuses. @see https://www.w3.org/TR/webdriver2/#endpoints */
export type Ask = <Result = void>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Result>

/** A line to a WebDriver server that was just started. */
export async function openWebDriver(base: string): Promise<Ask> {
  const ask: Ask = async (method, path, body) => {
    const answer = await fetch(base + path, { method, ...(body && { body: JSON.stringify(body) }) })
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
