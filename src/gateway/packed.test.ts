import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installInto } from '../../test/package.ts'
import { buildPage } from './buildPage.ts'

const folder = mkdtempSync(join(tmpdir(), 'package-'))
let command: string
const begun: ChildProcess[] = []

beforeAll(async () => {
  await buildPage(join(import.meta.dirname, '../..'), () => {})
  command = join(installInto(folder), 'bin/oss-ferry.js')
}, 120_000)
afterAll(() => {
  for (const child of begun) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** A process of the package, and what it has said so far. */
function run(args: string[], environment: Record<string, string> = {}): { child: ChildProcess; said: () => string } {
  const env = { PATH: process.env.PATH ?? '', XDG_STATE_HOME: join(folder, 'state'), ...environment }
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, env })
  begun.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  return { child, said: () => said }
}

const codeOf = async ({ child }: { child: ChildProcess }) => (await once(child, 'close'))[0] as number | null

test('holds the page, the command, the licences of what is in them, and no source', () => {
  const inside = (path: string) => existsSync(join(folder, 'node_modules/oss-ferry', path))
  for (const path of ['dist/index.html', 'dist/licenses.md', 'bin/dist/licenses.md', 'README.md', 'LICENSE'])
    expect([path, inside(path)]).toEqual([path, true])
  expect(['src', 'bin/compile.ts', 'e2e'].map(inside)).toEqual([false, false, false])
})

test('starts the page without a word, and its command copies in the local OSS that comes with it', async () => {
  const server = run(['--port', '0'])
  await expect.poll(server.said, { timeout: 30_000 }).toMatch(/where a browser.*\?start=/)
  const [address = ''] = /http:\/\/127\.0\.0\.1:\S+/.exec(server.said()) ?? []
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const ask = (path: string) => fetch(new URL(path, address), { headers: { cookie, 'sec-fetch-site': 'same-origin' } })
  const page = await (await ask('/')).text()
  const [script = ''] = /assets\/[\w-]+\.js/.exec(page) ?? []
  expect((await ask(`/${script}`)).headers.get('content-type')).toContain('text/javascript')

  const { endpoint } = (await (await ask('/local-oss.json')).json()) as { endpoint: string }
  const at = (bucket: string, key: string) => ({ account: 'demo', region: 'cn-hangzhou', bucket, key })
  const how = { placement: 'into', removeSource: false, conflict: 'skip', keepAcl: false }
  const places = { sources: [at('ferry-photos', 'README.md')], target: at('ferry-backup', 'packed/') }
  const plan = { version: 1, request: { do: 'copy', ...places, ...how } }
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan))
  const keys = JSON.parse(readFileSync(join(folder, 'data/access-key.json'), 'utf8')) as Record<string, string>
  const environment = { OSS_ACCESS_KEY_ID: keys.id ?? '', OSS_ACCESS_KEY_SECRET: keys.secret ?? '' }
  const copying = run(['run', 'plan.json'], { ...environment, OSS_ENDPOINT: endpoint })
  expect([await codeOf(copying), copying.said()]).toEqual([0, expect.stringContaining('1 of 1')])

  server.child.kill('SIGTERM')
  expect(await codeOf(server)).toBe(0)
})

test('the help of each is its own', async () => {
  const [start, plan] = [run(['start', '--help']), run(['--help'])]
  expect(await Promise.all([start, plan].map(codeOf))).toEqual([0, 0])
  expect(start.said()).toContain('oss-ferry start [--port N]')
  expect(plan.said()).toContain('oss-ferry run|undo|report|verify')
})

/** A line of the Dockerfile that is a list of words, for a port and a folder of this computer. */
function wordsOf(instruction: string, port: number): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../Dockerfile'), 'utf8')
  const [, list = ''] = new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(text) ?? []
  const words = JSON.parse(list.replaceAll('8787', String(port))) as string[]
  return words.map((word) => (word === '/data' ? join(folder, 'volume') : word))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

test('does what the image is told: serves others with a token only, and is found healthy', async () => {
  const port = await freePort()
  const [runtime, script, ...given] = wordsOf('ENTRYPOINT', port)
  expect([runtime, script]).toEqual(['node', 'node_modules/oss-ferry/bin/oss-ferry.js'])
  const args = [...given, ...wordsOf('CMD', port), '--public-url', 'https://ferry.example.com']
  const [, ...look] = wordsOf('  CMD', port)
  const isHealthy = () => spawnSync(process.execPath, look).status
  const shut = run(args)
  expect([await codeOf(shut), shut.said()]).toEqual([2, expect.stringContaining('OSS_FERRY_ACCESS_TOKEN')])
  expect(isHealthy()).toBe(1)
  const server = run(args, { OSS_FERRY_ACCESS_TOKEN: 'what-the-operator-gave' })
  await expect.poll(server.said, { timeout: 30_000 }).toContain('https://ferry.example.com')
  expect(isHealthy()).toBe(0)
})
