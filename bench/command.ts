import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writePlanFile } from '../src/engine/plan/planFile.ts'
import type { PortableRequest } from '../src/engine/types.ts'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import { createLocalOss, type LocalOss } from '../src/local-oss/server.ts'
import { createOss } from '../src/oss/client.ts'
import type { Account } from '../src/oss/types.ts'
import { say } from './ferryPage.ts'

export type Shop = { store: LocalOss; key: Pick<Account, 'accessKeyId' | 'accessKeySecret' | 'endpoint' | 'region'> }

/** `from` and `to`: bucket and prefix. `bound`: seconds at best, where it is known. */
type Copy = { what: string; from: [string, string]; to: [string, string]; latency: number; bound?: number }

/** Requests in flight. */
export const AT_ONCE = 32
/** The official tool. */
const ossutil = 'ossutil'
const MINUTES = 15

/** The compiled command, and ossutil where it is on the PATH, each as a process of its own: the same copy, as many requests at once. */
export async function compareCommand(copies: Copy[], shop: Shop): Promise<void> {
  for (const copy of copies) {
    shop.store.settings.latency = copy.latency
    const own = await timeOf(() => runCommand(copy, shop))
    const theirs = await timeOf(() => runOssutil(copy, shop))
    shop.store.settings.latency = 0
    const { bound } = copy
    const lines = [
      `time           ${own.seconds.toFixed(2)} s, ${own.result.peak} MiB at most`,
      ...(bound ? [`bound          ${bound.toFixed(2)} s`, `bound / time   ${(bound / own.seconds).toFixed(2)}`] : []),
      theirs.result === undefined
        ? 'ossutil        is not on the PATH'
        : `ossutil        ${theirs.seconds.toFixed(2)} s, ossutil / time ${(theirs.seconds / own.seconds).toFixed(2)}`,
    ]
    say([`\ncommand: ${copy.what}`, ...lines].join('\n  '))
  }
}

/** Ten times the objects must not take ten times the memory. */
async function commandMemory(copies: Copy[], shop: Shop): Promise<void> {
  const [few = 1, many = 0] = await peaksOf(copies, shop)
  say(`  ratio          ${(many / few).toFixed(2)}`)
}

async function peaksOf(copies: Copy[], shop: Shop): Promise<number[]> {
  const peaks: number[] = []
  for (const copy of copies) {
    const { seconds, result } = await timeOf(() => runCommand(copy, shop))
    peaks.push(result.peak)
    say(`\ncommand: ${copy.what} ${seconds.toFixed(1)} s, ${result.peak} MiB at most`)
  }
  return peaks
}

/** MiB that the command holds at most while it copies so many objects. */
export async function commandPeaks(counts: number[]): Promise<number[]> {
  compileCommand()
  const { shop, close } = await openShop()
  for (const count of counts) await fillNormal(shop.store, `of-${count}`, count)
  const peaks = await peaksOf(memoryCopies('bench-from', 'bench-to', counts), shop)
  await close()
  return peaks
}

async function timeOf<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now()
  const result = await work()
  return { seconds: (performance.now() - began) / 1000, result }
}

/** The most memory that the process held, in MiB. @throws if it does not end well. */
function runCommand({ from, to }: Copy, shop: Shop): Promise<{ peak: number }> {
  const at = ([bucket, prefix]: [string, string]) => ({ account: '1', region: 'cn-hangzhou', bucket, key: prefix })
  const rest = { placement: 'into', removeSource: false, conflict: 'replace', keepAcl: false } as const
  return runPlan({ do: 'copy', sources: [at(from)], target: at(to), ...rest }, shop)
}

/** A request by the compiled command, in its own process. @throws if it does not end well. */
export async function runPlan(request: PortableRequest, { key }: Shop): Promise<{ peak: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-command-'))
  const file = join(folder, 'plan.json')
  writeFileSync(file, writePlanFile(request))
  const env = {
    PATH: process.env.PATH ?? '',
    OSS_ACCESS_KEY_ID: key.accessKeyId,
    OSS_ACCESS_KEY_SECRET: key.accessKeySecret,
    OSS_ENDPOINT: key.endpoint,
    OSS_REGION: key.region,
  }
  const args = ['bin/oss-ferry.js', 'run', file, '--yes', '--concurrency', String(AT_ONCE)]
  const child = spawn(process.execPath, args, { env, stdio: 'ignore', timeout: MINUTES * 60_000 })
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid))
  }, 50)
  const code = await new Promise((resolve) => child.on('close', resolve))
  clearInterval(watch)
  rmSync(folder, { recursive: true })
  if (code !== 0) throw new Error(`The command ended with ${code}`)
  return { peak }
}

/** As the system counts it; 0 where it does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    const kibi = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Math.round(Number(kibi ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** Undefined where there is none. @throws if it does not end well. */
async function runOssutil({ from, to }: Copy, { key }: Shop): Promise<number | undefined> {
  const { accessKeyId, accessKeySecret, endpoint, region } = key
  const signer = ['-i', accessKeyId, '-k', accessKeySecret, '-e', endpoint, '--region', region]
  const places = [from, [to[0], `${to[1]}ossutil/`]].map(([bucket, prefix]) => `oss://${bucket}/${prefix}`)
  const child = spawn(ossutil, ['cp', ...places, '-r', '-f', '--job', String(AT_ONCE), ...signer], {
    stdio: 'ignore',
    timeout: MINUTES * 60_000,
  })
  const code = await new Promise<number | null | undefined>((resolve) => {
    child.on('error', () => resolve(undefined))
    child.on('close', resolve)
  })
  if (code !== 0 && code !== undefined) throw new Error(`ossutil ended with ${code}`)
  return code
}

const LATENCY = 40
const OBJECTS = 2000
const GIB = 1024 ** 3
const FEW = 10_000
const MANY = Number(process.env.MANY ?? 100_000)

/** So that what is measured is what the sources say. */
export function compileCommand(): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'bin/compile.ts'])
}

/** `npm run bench -- command`: the compiled command against a local OSS of its own in this process. */
export async function benchCommand(): Promise<void> {
  compileCommand()
  const { shop, close } = await openShop()
  await fill(shop)
  await compareCommand([...commandCopies('bench-from', 'bench-to', 'many')], shop)
  await commandMemory(memoryCopies('bench-from', 'bench-to', [FEW, MANY]), shop)
  await close()
  process.exit(0)
}

/** A local OSS in this process, with two buckets. */
async function openShop(): Promise<{ shop: Shop; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-bench-'))
  const key = { accessKeyId: 'bench', accessKeySecret: 'bench' }
  const store = await createLocalOss({ dataDir, keys: [{ id: 'bench', secret: 'bench' }], keepRequests: 0 })
  const endpoint = `http://oss-cn-hangzhou.localhost:${await store.listen(0)}`
  const shop = { store, key: { ...key, endpoint, region: 'cn-hangzhou' } }
  await makeBuckets(shop)
  const close = async () => {
    await store.close()
    rmSync(dataDir, { recursive: true })
  }
  return { shop, close }
}

/** What is measured, between two buckets; `many` is the prefix of the small objects, `huge` one of 6 GiB. */
export function commandCopies(from: string, to: string, many: string): Copy[] {
  const small = { from: [from, `${many}/`] as [string, string] }
  const bound = (OBJECTS * LATENCY) / AT_ONCE / 1000
  const what = `copy of ${OBJECTS} small objects`
  return [
    { what: `${what} at ${LATENCY} ms`, ...small, to: [to, 'command/'], latency: LATENCY, bound },
    { what: `${what} at 0 ms`, ...small, to: [to, 'command-at-once/'], latency: 0 },
    { what: 'copy of 6 GiB', from: [from, 'six/'], to: [to, 'command-six/'], latency: 0 },
  ]
}

function memoryCopies(from: string, to: string, counts: number[]): Copy[] {
  return counts.map((count) => ({
    what: `copy of ${count} objects`,
    from: [from, `of-${count}/`],
    to: [to, `of-${count}/`],
    latency: 0,
  }))
}

async function makeBuckets({ key }: Shop): Promise<void> {
  const account = { id: 'bench', name: 'bench', ...key }
  const transport = nodeTransport(AT_ONCE)
  const oss = createOss(account, transport.send)
  for (const bucket of ['bench-from', 'bench-to'])
    await oss.putBucket({ bucket: { bucket, region: key.region }, signal: new AbortController().signal })
  await transport.close()
}

async function fill({ store }: Shop): Promise<void> {
  await fillNormal(store, 'many', OBJECTS)
  for (const count of [FEW, MANY]) await fillNormal(store, `of-${count}`, count)
  await store.putSparseObject({ bucket: 'bench-from', key: 'six/object', size: 6 * GIB, seed: 1 })
}

/** Straight into the store. Only an object that was changed is of type Normal, whose ETag proves its copy. */
async function fillNormal(store: LocalOss, prefix: string, count: number): Promise<void> {
  const bucket = 'bench-from'
  for (let start = 0; start < count; start += 2000) {
    const keys = Array.from({ length: 2000 }, (_, n) => `${prefix}/${String(start + n).padStart(6, '0')}`)
    await Promise.all(keys.map((name) => store.putSparseObject({ bucket, key: name, size: 1 })))
    await Promise.all(keys.map((name) => store.changeObject({ bucket, key: name })))
  }
}
