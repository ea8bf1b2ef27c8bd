import { createServer, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy between that reorders, adds or takes away lines of what is asked and answered, and changes the bodies of answers. */

export type Lines = [string, string][]
type Answer = { lines: Lines; body: Buffer; isHead: boolean }
type Told = { lines: Lines; body?: Buffer }
export type Meddling = { asks?: (lines: Lines) => Lines; answers?: (answer: Answer) => Told }

/** Without the lines of these names. */
export const without = (lines: Lines, ...names: (string | RegExp)[]): Lines =>
  lines.filter(
    ([name]) => !names.some((one) => (typeof one === 'string' ? one === name.toLowerCase() : one.test(name))),
  )

const pairs = (raw: string[]): Lines => raw.flatMap((name, n) => (n % 2 ? [] : [[name, raw[n + 1] ?? '']]))

/** Starts one before the store at `to`; `meddle` says what it does from now on. */
export async function startMeddlingProxy(to: number) {
  let meddling: Meddling = {}
  const server = createServer(async (asked, answer) => {
    const given = await asked.toArray()
    const { asks = (lines: Lines) => lines, answers = ({ lines }: Answer): Told => ({ lines }) } = meddling
    const lines = asks(pairs(asked.rawHeaders)).flat() as never
    const { method, url: path } = asked
    const onward = { host: '127.0.0.1', port: to, method, path, headers: lines, setHost: false }
    const request = send(onward, async (told) => {
      const body = Buffer.concat(await told.toArray())
      const said = { lines: pairs(told.rawHeaders), body, isHead: method === 'HEAD' }
      const { lines: out, body: sent = body } = answers(said)
      answer.sendDate = false
      answer.writeHead(told.statusCode ?? 0, out.flat() as never)
      answer.end(sent)
    })
    request.end(Buffer.concat(given))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    meddle: (how: Meddling) => {
      meddling = how
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}
