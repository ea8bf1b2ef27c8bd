import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parse } from 'valibot'
import { onLoopback } from '../http/loopback.ts'
import type { LocalOss } from '../server.ts'
import { type PostedRule, postedRule, postedSettings, postedSparseObject } from './adminBodies.ts'
import type { Fault, FaultRule } from './faults.ts'

/**
 * The administration of a local OSS over HTTP, for tests and benches in other processes. It has a port of its own: nothing of it is on
 * the OSS origin.
 *
 * `GET|DELETE /requests`, `GET|POST|DELETE /faults`, `DELETE /faults/ID`, `GET|PATCH /settings`, `POST /sparse-objects`; JSON both ways.
 */
export function createAdmin(oss: LocalOss): { listen(port: number): Promise<number>; close(): Promise<void> } {
  const faults = new Map<number, Fault>()
  let lastId = 0

  const routes: Record<string, (body: unknown) => unknown> = {
    'GET /requests': () => ({ entries: oss.requests.entries }),
    'DELETE /requests': () => oss.requests.clear(),
    'GET /faults': () => [...faults].map(([id, { rule, hits }]) => ({ id, hits, rule })),
    'POST /faults'(body) {
      lastId += 1
      faults.set(lastId, oss.faults.add(ruleOf(oss, parse(postedRule, body))))
      return { id: lastId }
    },
    'DELETE /faults'() {
      oss.faults.clear()
      faults.clear()
    },
    'GET /settings': () => oss.settings,
    'PATCH /settings': (body) => Object.assign(oss.settings, parse(postedSettings, body)),
    'POST /sparse-objects': (body) => oss.putSparseObject(parse(postedSparseObject, body)),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const [, id] = /^\/faults\/(\d+)$/.exec(path) ?? []
    const route = routes[`${request.method} ${path}`]
    if (!isLocal(request)) return reply(response, 403, { error: 'Only for programs on this computer.' })
    if (id !== undefined && request.method === 'DELETE') {
      faults.get(Number(id))?.remove()
      faults.delete(Number(id))
      return reply(response, 200, {})
    }
    if (!route) return reply(response, 404, { error: 'There is no such thing.' })
    try {
      reply(response, 200, (await route(await readJson(request))) ?? {})
    } catch (error) {
      reply(response, 400, { error: error instanceof Error ? error.message : String(error) })
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  const door = onLoopback(server)
  return {
    listen: door.listen,
    close() {
      const closed = door.close()
      server.closeAllConnections()
      return closed
    },
  }
}

/** Not a page: browsers send Origin, and a foreign name that points here sends another Host. */
function isLocal({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? '')
}

const longestBody = 1024 ** 2

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestBody) throw new Error(`More than ${longestBody} bytes.`)
    chunks.push(chunk)
  }
  const body: unknown = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString())
  if (Array.isArray(body)) throw new Error('An object is expected.')
  return body
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function ruleOf(oss: LocalOss, { keyPattern, change, headers, key, ...rule }: PostedRule): FaultRule {
  const pattern = keyPattern === undefined ? key : new RegExp(keyPattern)
  return {
    // JSON knows no undefined.
    ...(rule as Omit<FaultRule, 'key' | 'headers'>),
    ...(pattern !== undefined && { key: pattern }),
    ...(change && { run: () => oss.changeObject(change) }),
    ...(headers && {
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? undefined])),
    }),
  }
}
