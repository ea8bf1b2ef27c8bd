import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/local-oss/store/store.ts'
import { createClient, type Reply, textOf } from '../src/local-oss/testClient.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3
const TIB = 1024 ** 4
const KEYS = 1_000_000
const FOLDERS = 2000
const AT_ONCE = 32

/** `npm run bench -- server`: what the local OSS must show, against its limits. Ends with 1 when a limit is broken. */
const directory = mkdtempSync(join(tmpdir(), 'bench-server-'))
await fill()
const server = await startServer()
const call = createClient(server.port)
let broken = 0

await listings()
await copies()
await hugeCopy()
await smallPuts()
const { peak } = await server.ask<{ peak: number }>('memory')
print('memory of the server, at most', peak / MIB, { unit: 'MiB', most: 300 })

await server.stop()
rmSync(directory, { recursive: true })
process.exit(broken > 0 ? 1 : 0)

async function listings(): Promise<void> {
  const list = (query: string) => () => call('GET', { bucket: 'many', query: `list-type=2&max-keys=1000${query}` })
  const middle = encodeURIComponent(keyOf(KEYS / 2))
  await timed('list 1000 of 1 000 000, at the start', list(''), { most: 30 })
  await timed('list 1000 of 1 000 000, in the middle', list(`&start-after=${middle}`), { most: 30 })
  await timed('list 1000 prefixes of 1 000 000 keys, with a delimiter', list('&delimiter=/'), { most: 30 })
  await timed('list 1000 prefixes, in the middle', list(`&delimiter=/&start-after=${middle}`), { most: 30 })
}

async function copies(): Promise<void> {
  await server.ask('sparse', { bucket: 'home', key: '900', size: 900 * MIB, seed: 1 })
  await server.ask('sparse', { bucket: 'home', key: 'gib', size: 3 * GIB, seed: 2 })
  const copy = (bucket: string) => () =>
    call('PUT', { bucket, key: 'copy', headers: { 'x-oss-copy-source': '/home/900' } })
  await timed('CopyObject of 900 MiB, same bucket', copy('home'), { most: 50 })
  await timed('CopyObject of 900 MiB, other bucket', copy('other'), { most: 50 })
  const uploadId = await initiate('other', 'parts')
  let number = 0
  const part = () => {
    number += 1
    const headers = {
      'x-oss-copy-source': '/home/gib',
      'x-oss-copy-source-range': `bytes=${number}-${number + GIB - 1}`,
    }
    return call('PUT', { bucket: 'other', key: 'parts', query: `partNumber=${number}&uploadId=${uploadId}`, headers })
  }
  await timed('UploadPartCopy of 1 GiB at an odd offset', part, { most: 50 })
}

/** 48 TiB, the most that OSS holds, copied part by part to another bucket. */
async function hugeCopy(): Promise<void> {
  await server.ask('sparse', { bucket: 'home', key: 'huge', size: 48 * TIB })
  const uploadId = await initiate('other', 'huge')
  const size = 5 * GIB
  const count = Math.ceil((48 * TIB) / size)
  const started = performance.now()
  await inParallel(count, async (index) => {
    const range = `bytes=${index * size}-${Math.min((index + 1) * size, 48 * TIB) - 1}`
    const headers = { 'x-oss-copy-source': '/home/huge', 'x-oss-copy-source-range': range }
    const query = `partNumber=${index + 1}&uploadId=${uploadId}`
    check(await call('PUT', { bucket: 'other', key: 'huge', query, headers }))
  })
  print(`48 TiB by ${count} parts of 5 GiB`, (performance.now() - started) / 1000, { unit: 's' })
  const headers = { 'x-oss-complete-all': 'yes' }
  await timed(
    'Complete of these parts',
    () => call('POST', { bucket: 'other', key: 'huge', query: `uploadId=${uploadId}`, headers }),
    { times: 1 },
  )
  const [from, to] = await Promise.all(['home', 'other'].map((bucket) => call('HEAD', { bucket, key: 'huge' })))
  const [one, two] = [from, to].map((reply) => reply?.headers['x-oss-hash-crc64ecma'])
  if (one !== two) broken += 1
  process.stdout.write(`  CRC64 of source and copy: ${one} ${two}\n`)
}

async function smallPuts(): Promise<void> {
  const body = Buffer.alloc(4096, 'x')
  const count = 10_000
  const started = performance.now()
  await inParallel(count, async (index) => check(await call('PUT', { bucket: 'other', key: `small-${index}`, body })))
  print('PutObject of 4 KiB', count / ((performance.now() - started) / 1000), { unit: '/s', least: 1000 })
}

async function initiate(bucket: string, key: string): Promise<string> {
  return textOf((await call('POST', { bucket, key, query: 'uploads' })).xml, 'UploadId')
}

/** The middle of several runs, in milliseconds. */
async function timed(name: string, run: () => Promise<Reply>, { most = Infinity, times = 11 } = {}): Promise<void> {
  const taken: number[] = []
  for (let index = 0; index < times; index += 1) {
    const started = performance.now()
    check(await run())
    taken.push(performance.now() - started)
  }
  print(name, taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0, { unit: 'ms', most })
}

function check(reply: Reply): void {
  if (reply.status !== 200) throw new Error(`${reply.status} ${reply.text}`)
}

async function inParallel(count: number, one: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await one(index)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

function print(
  name: string,
  value: number,
  { unit, most = Infinity, least = 0 }: { unit: string; most?: number; least?: number },
): void {
  const held = value <= most && value >= least
  if (!held) broken += 1
  const limit = most < Infinity ? `  (at most ${most})` : least > 0 ? `  (at least ${least})` : ''
  process.stdout.write(`${held ? ' ' : '!'} ${name.padEnd(56)} ${value.toFixed(1).padStart(9)} ${unit}${limit}\n`)
}

function keyOf(index: number): string {
  const folder = String(Math.floor(index / (KEYS / FOLDERS))).padStart(4, '0')
  return `folder-${folder}/key-${String(index).padStart(7, '0')}`
}

/** A million objects of 100 bytes, put straight into the store. */
async function fill(): Promise<void> {
  const store = openStore(directory)
  const usual = {
    region: 'cn-hangzhou',
    created: 1,
    acl: 'private',
    storageClass: 'Standard',
    redundancy: 'LRS',
  } as const
  await store.write((tx) => {
    for (const name of ['home', 'other', 'many']) tx.putBucket({ ...usual, name })
  })
  const bucket = { ...usual, name: 'many' }
  const body = Buffer.alloc(100, 'x')
  for (let start = 0; start < KEYS; start += 5000) {
    const blobs = Array.from({ length: 5000 }, () => store.blobs.fromBytes(body))
    await store.write((tx) => {
      for (const [index, blob] of blobs.entries()) {
        const { size, crc } = blob.record
        const extents = [{ blob: blob.id, offset: 0, length: size }]
        const headers = { 'content-type': 'text/plain' }
        tx.put(bucket, keyOf(start + index), {
          type: 'Normal',
          size,
          etag: blob.md5,
          crc,
          modified: Date.now(),
          storageClass: 'Standard',
          headers,
          meta: {},
          extents,
        })
      }
    }, blobs)
  }
  await store.close()
}

/** The server in a process of its own, as it runs for real. */
async function startServer() {
  const child = fork(new URL('./serverProcess.ts', import.meta.url), [directory], { execArgv: ['--import', 'tsx'] })
  const answer = <T>() => new Promise<T>((resolve) => child.once('message', (message) => resolve(message as T)))
  const { port } = await answer<{ port: number }>()
  return {
    port,
    ask<T>(name: string, value?: unknown): Promise<T> {
      child.send({ name, value })
      return answer<T>()
    },
    stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.send({ name: 'stop' })
      return exited
    },
  }
}
