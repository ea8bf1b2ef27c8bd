import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type RunningFerry, startFerry } from '../gateway/startFerry.ts'
import { createOss } from './client.ts'
import { gatewayTransport } from './transport.ts'
import type { Oss } from './types.ts'

/** A page whose token is gone, by the ways that it sends: it hears that, and not of a lost connection. */

const { signal } = new AbortController()
const page = mkdtempSync(join(tmpdir(), 'shut-out-page-'))
let folders: string[] = []
let ferries: RunningFerry[] = []

beforeAll(() => writeFileSync(join(page, 'index.html'), '<!doctype html>'))
afterEach(async () => {
  await Promise.all(ferries.map((ferry) => ferry.close()))
  for (const folder of folders) rmSync(folder, { recursive: true })
  folders = []
  ferries = []
})
afterAll(() => rmSync(page, { recursive: true }))

async function begin(more: { accessToken?: string; publicUrl?: string } = {}): Promise<RunningFerry> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shut-out-'))
  folders.push(dataDir)
  const ferry = await startFerry({ dataDir, page, port: 0, ...more })
  ferries.push(ferry)
  return ferry
}

/** As a browser's, which sends the cookie if it has it. */
function pageAt(ferry: RunningFerry): { oss: Oss; letIn: () => void } {
  let headers = {}
  const open = (address: string) => {
    const socket = new WebSocket(address, 'ferry-says-why', { headers })
    socket.on('error', () => {})
    return socket as never
  }
  const transport = gatewayTransport({ gateway: `${ferry.numberUrl}gateway`, open })
  const { name, value } = ferry.cookie
  return {
    oss: createOss({ id: 'me', name: 'me', ...ferry.account }, transport),
    letIn() {
      headers = { cookie: `${name}=${value}` }
    },
  }
}

const at = { account: 'me', region: 'cn-hangzhou', bucket: 'ferry-photos', key: 'README.md' }

test('on the line and by fetch, reads and writes: the start token is missing, and with it the line goes on', async () => {
  const { oss, letIn } = pageAt(await begin())
  const shut = { kind: 'gateway', code: 'NoStartToken' }
  await expect(oss.head({ at, signal })).rejects.toMatchObject(shut)
  await expect(oss.put({ at, body: 'x', attributes: {}, signal })).rejects.toMatchObject(shut)
  await expect(oss.get({ at, signal })).rejects.toMatchObject(shut)
  await expect(oss.put({ at, body: new Blob(['x']), attributes: {}, signal })).rejects.toMatchObject(shut)
  letIn()
  expect((await oss.head({ at, signal })).size).toBeGreaterThan(0)
})

test('an operator’s token is another thing', async () => {
  const ferry = await begin({ accessToken: 'a-long-access-token' })
  await expect(pageAt(ferry).oss.head({ at, signal })).rejects.toMatchObject({ kind: 'gateway', code: 'NoAccessToken' })
})

test('a gateway that is gone is a lost connection, as ever', async () => {
  const ferry = await begin()
  const { oss } = pageAt(ferry)
  await ferry.close()
  await expect(oss.head({ at, signal })).rejects.toMatchObject({ kind: 'network', code: 'NetworkError' })
})
