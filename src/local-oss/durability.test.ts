import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { blobOf } from './store/keys.ts'
import { openStore } from './store/store.ts'
import type { Extent } from './store/types.ts'
import { type Call, createClient, type Reply, textOf } from './testClient.ts'

const BUCKET = 'home'
const KEYS = Array.from({ length: 24 }, (_, index) => `key-${index}`)
const OPERATIONS = 300
const ROUNDS = 6
const AT_ONCE = 6

const SERVER = `
  const { createLocalOss } = await import(${JSON.stringify(new URL('./server.ts', import.meta.url).href)})
  const oss = await createLocalOss({ dataDir: process.argv[1], keys: [{ id: 'ak', secret: 'sk' }] })
  process.stdout.write(await oss.listen(0) + '\\n')
`

/** What each key may hold: one body when its last write was answered, two when a kill came in between. `''` stands for no object. */
type Model = Map<string, Set<string>>

test(`kill -9 in the middle of ${OPERATIONS} writes: what was answered is whole, what was not is all or nothing, no blob leaks`, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'local-oss-kill-'))
  const model: Model = new Map(KEYS.map((key) => [key, new Set([''])]))
  const random = randomOf(20_261_123)
  let server = await start(directory)
  await server.call('PUT', { bucket: BUCKET })
  for (let round = 0; round < ROUNDS; round += 1) {
    await writeUntilKilled(server, { model, random, count: OPERATIONS / ROUNDS })
    checkBlobs(directory)
    server = await start(directory)
    for (const key of KEYS) await checkKey(server, key, model)
  }
  await removeAll(server)
  server.child.kill('SIGTERM')
  await server.exited
  const store = openStore(directory)
  await store.swept()
  expect([...store.tables.blobs.keys({})]).toEqual([])
  await store.close()
  expect(readdirSync(join(directory, 'blobs'))).toEqual([])
  rmSync(directory, { recursive: true })
}, 120_000)

type Server = { child: ChildProcess; exited: Promise<unknown>; call(method: string, call: Call): Promise<Reply> }

async function start(directory: string): Promise<Server> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SERVER, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, exited, call: createClient(Number(line)) }
  }
  throw new Error('the server did not start')
}

type Run = { model: Model; random: () => number; count: number }

/** Sends writes, a few at a time and one per key, and kills the server while some are under way. */
async function writeUntilKilled(server: Server, { model, random, count }: Run): Promise<void> {
  const free = [...KEYS]
  let sent = 0
  async function worker(): Promise<void> {
    while (sent < count) {
      sent += 1
      if (sent === count - 2) server.child.kill('SIGKILL')
      // Nobody else writes the target or the source meanwhile.
      const [key = '', source = ''] = [take(free, random), take(free, random)]
      const operation = operationOf(server, { key, random, source, sourceBodies: model.get(source) ?? new Set() })
      model.set(key, new Set([...(model.get(key) ?? []), ...operation.results]))
      if (await operation.send()) model.set(key, new Set(operation.results))
      free.push(key, source)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await server.exited
}

function take(keys: string[], random: () => number): string {
  return keys.splice(Math.floor(random() * keys.length), 1)[0] ?? ''
}

type Choice = { key: string; random: () => number; source: string; sourceBodies: Set<string> }
type Operation = { results: Iterable<string>; send(): Promise<boolean> }

/** One write: what the key may hold when it succeeds, and how to do it. `send` tells whether the server answered that it did. */
function operationOf(server: Server, { key, random, source, sourceBodies }: Choice): Operation {
  const body = bodyOf(random)
  const kind = random()
  const put = (call: Call) => answered(server.call('PUT', { bucket: BUCKET, key, ...call }), 200)
  if (kind < 0.2) return { results: [digest(Buffer.concat([PART, body]))], send: () => putByParts(server, key, body) }
  if (kind < 0.3) return { results: [''], send: () => answered(server.call('DELETE', { bucket: BUCKET, key }), 204) }
  const isThere = sourceBodies.size > 0 && !sourceBodies.has('')
  if (kind > 0.6 || !isThere) return { results: [digest(body)], send: () => put({ body }) }
  return { results: sourceBodies, send: () => put({ headers: { 'x-oss-copy-source': `/${BUCKET}/${source}` } }) }
}

const PART = Buffer.alloc(100 * 1024, 'part')

async function putByParts(server: Server, key: string, last: Buffer): Promise<boolean> {
  const target = { bucket: BUCKET, key }
  try {
    const started = await server.call('POST', { ...target, query: 'uploads' })
    const uploadId = textOf(started.xml, 'UploadId')
    const parts = [PART, last].map((body, index) =>
      server.call('PUT', { ...target, query: `partNumber=${index + 1}&uploadId=${uploadId}`, body }),
    )
    await Promise.all(parts)
    const headers = { 'x-oss-complete-all': 'yes' }
    return await answered(server.call('POST', { ...target, query: `uploadId=${uploadId}`, headers }), 200)
  } catch {
    // The server was killed; whether it had completed is what the test asks later.
    return false
  }
}

async function answered(reply: Promise<Reply>, status: number): Promise<boolean> {
  try {
    return (await reply).status === status
  } catch {
    // No answer: the server was killed first.
    return false
  }
}

async function checkKey(server: Server, key: string, model: Model): Promise<void> {
  const reply = await server.call('GET', { bucket: BUCKET, key })
  const found = reply.status === 404 ? '' : digest(reply.body)
  expect([...(model.get(key) ?? [])], `${key} holds something that was never written to it`).toContain(found)
  if (found !== '') expect(reply.headers['content-length']).toBe(String(reply.body.length))
  model.set(key, new Set([found]))
}

/** Every reference count is what the records say, every file has a record, every record has its bytes. */
function checkBlobs(directory: string): void {
  const store = openStore(directory)
  const { tables } = store
  const counted = new Map<number, number>()
  const count = (extents: Extent[]) => {
    for (const blob of new Set(extents.map((extent) => extent.blob))) counted.set(blob, (counted.get(blob) ?? 0) + 1)
  }
  for (const { value } of tables.objects.range({})) count(value.extents)
  for (const { value } of tables.parts.range({})) count(value.extents)
  const files = new Set(readdirSync(join(directory, 'blobs')))
  for (const { key, value } of tables.blobs.range({})) {
    const blob = blobOf(key)
    expect(value.references, `references of blob ${blob}`).toBe(counted.get(blob) ?? 0)
    if (value.kind === 'file') expect(files.delete(String(blob)), `file of blob ${blob}`).toBe(true)
    else expect(tables.bytes.get(key)?.length, `bytes of blob ${blob}`).toBe(value.size)
    counted.delete(blob)
  }
  expect([...files], 'files without a record').toEqual([])
  expect([...counted], 'references to blobs that are not there').toEqual([])
  void store.close()
}

async function removeAll(server: Server): Promise<void> {
  for (const key of KEYS) await server.call('DELETE', { bucket: BUCKET, key })
  const uploads = await server.call('GET', { bucket: BUCKET, query: 'uploads' })
  for (const upload of uploads.xml.children.filter(({ name }) => name === 'Upload')) {
    const query = `uploadId=${textOf(upload, 'UploadId')}`
    expect((await server.call('DELETE', { bucket: BUCKET, key: textOf(upload, 'Key'), query })).status).toBe(204)
  }
}

function bodyOf(random: () => number): Buffer {
  const size = random() < 0.5 ? Math.floor(random() * 5000) : 60_000 + Math.floor(random() * 200_000)
  return Buffer.alloc(size, `${random()}`)
}

function digest(body: Buffer): string {
  return createHash('sha1').update(body).digest('hex')
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
