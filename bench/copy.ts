import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { requireBrowser } from '../e2e/browser.ts'
import { createOss } from '../src/oss/client.ts'
import { buildPage } from '../src/server/buildPage.ts'
import { startFerry } from '../src/server/startFerry.ts'
import { throughGateway } from '../test/gatewayTransport.ts'
import { type Reading, watchBrowser } from './watch.ts'

const GIB = 1024 ** 3
const OBJECTS = 2000
const LATENCY = 40
const SLOTS = 32
const HUGE = 100 * GIB
/** Bytes a second of one copy request. */
const SPEED = 100_000_000
const MOST_MINUTES = 3

const say = (line: string) => process.stdout.write(`${line}\n`)
const never = new AbortController().signal

/**
 * `npm run bench -- copy`: the built page in a real Chromium, through the gateway, against a store whose every answer takes 40 ms. The
 * bound is what 32 requests in flight can do at best; store, gateway and browser share this computer's cores.
 */
const executablePath = requireBrowser(say)
const dataDir = mkdtempSync(join(tmpdir(), 'bench-copy-'))
const page = await buildPage(join(import.meta.dirname, '..'), say)
const ferry = await startFerry({ dataDir, page, port: 0, copySpeed: 0 })
const store = ferry.localOss
const key = await (await fetch(`${ferry.url}local-oss.json`)).json()
const oss = createOss({ id: 'bench', name: 'bench', ...key }, throughGateway(`${ferry.url}gateway`))
await fill()

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
const watch = await watchBrowser(browser)
const tab = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 800 } })
try {
  await runAll()
} finally {
  await browser.close()
  await ferry.close()
  rmSync(dataDir, { recursive: true })
}
// Connections that are kept alive would keep the process, too.
process.exit(0)

async function runAll(): Promise<void> {
  await tab.goto(ferry.url)
  await tab.getByRole('button', { name: 'Try it on this computer' }).click()
  await tab.getByRole('link', { name: 'ferry-backup' }).first().waitFor()
  store.faults.add({ delay: LATENCY })
  const small = (OBJECTS * LATENCY) / SLOTS / 1000
  await measured(`copy of ${OBJECTS} small objects`, small, () => transfer('Copy', 'ferry-backup', 'copied/'))
  await measured(`move of a prefix of ${OBJECTS}`, small, () => transfer('Move', 'ferry-backup', 'moved/'))
  store.settings.copySpeed = SPEED
  await measured(`copy of ${HUGE / GIB} GiB, ${SPEED / 1e6} MB/s a request`, HUGE / SPEED / SLOTS, () =>
    transfer('Copy', 'ferry-backup', 'huge/'),
  )
  store.settings.copySpeed = 0
  await withOssutil()
}

async function fill(): Promise<void> {
  const at = { account: 'bench', region: 'cn-hangzhou', bucket: 'ferry-photos' }
  const left = Array.from({ length: OBJECTS }, (_, n) => `many/${n}`).values()
  const lane = async () => {
    for (const name of left) await oss.put({ at: { ...at, key: name }, body: name, attributes: {}, signal: never })
  }
  await Promise.all(Array.from({ length: 16 }, lane))
  await store.putSparseObject({ bucket: 'ferry-photos', key: 'huge', size: HUGE, seed: 1 })
}

/** As a person does it; ends when the panel says so. */
async function transfer(verb: 'Copy' | 'Move', bucket: string, prefix: string): Promise<void> {
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Destination' }).fill(`oss://${bucket}/${prefix}`)
  await dialog.getByRole('checkbox', { name: 'Keep the ACL of each object' }).uncheck()
  await dialog.getByRole('button', { name: new RegExp(`^${verb}`) }).click()
  await jobEnds(`${bucket}/${prefix}`)
}

/** A plan of many objects waits for a yes. */
async function jobEnds(to: string): Promise<void> {
  const job = tab.locator('li.job').filter({ hasText: to })
  const timeout = MOST_MINUTES * 60_000
  const yes = job.getByRole('button', { name: 'Start', exact: true })
  const ended = tab.locator('li.job-finished').filter({ hasText: to })
  await ended.or(yes).waitFor({ timeout })
  if (await yes.isVisible()) await yes.click()
  await ended.waitFor({ timeout })
}

/** Opens the dialog first: choosing a destination is not what is measured. */
async function measured(what: string, bound: number, work: () => Promise<void>): Promise<void> {
  await openDialog(what.startsWith('move') ? 'Move' : 'Copy', what.includes('GiB') ? 'huge' : 'many')
  store.requests.clear()
  const before = await watch.read()
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const lines = [
    `time           ${seconds.toFixed(1)} s`,
    `bound          ${bound.toFixed(1)} s`,
    `bound / time   ${(bound / seconds).toFixed(2)}`,
    ...requestLines(seconds, what.includes('GiB') ? 1 : OBJECTS),
    ...browserLines(before, await watch.read()),
    `own CPU        store, gateway and page server ${((user + system) / 1e6).toFixed(1)} s`,
  ]
  say([`\n${what}`, ...lines].join('\n  '))
}

async function openDialog(verb: 'Copy' | 'Move', row: string): Promise<void> {
  await tab.goto(`${ferry.url}#/ferry-photos/`)
  await tab.getByRole('row').filter({ hasText: row }).click({ button: 'right' })
  await tab.getByRole('menuitem', { name: `${verb} to…` }).click()
  await tab.getByRole('dialog').getByRole('textbox', { name: 'Destination' }).waitFor()
}

function requestLines(seconds: number, objects: number): string[] {
  const { entries } = store.requests
  const flying = entries.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000 / seconds
  return [
    `requests       ${entries.length}${objects > 1 ? `, ${(entries.length / objects).toFixed(3)} an object` : ''}`,
    `in flight      ${flying.toFixed(1)} on average`,
  ]
}

function browserLines(before: Reading, { cpu, peak }: Reading): string[] {
  const spent = Object.entries(cpu).map(([type, now]) => `${type} ${(now - (before.cpu[type] ?? 0)).toFixed(1)} s`)
  return [`CPU            ${spent.join(', ')}`, `memory         browser at most ${Math.round(peak / 1024 ** 2)} MiB`]
}

/** The official tool on the same store, where it is installed. */
async function withOssutil(): Promise<void> {
  const { accessKeyId, accessKeySecret, endpoint, region } = key
  const signer = ['-i', accessKeyId, '-k', accessKeySecret, '-e', endpoint, '--region', region]
  const places = ['oss://ferry-backup/copied/', 'oss://ferry-backup/ossutil/']
  const began = performance.now()
  const code = await run('ossutil', ['cp', ...places, '-r', '-f', '--job', String(SLOTS), ...signer])
  const seconds = (performance.now() - began) / 1000
  if (code === undefined) say('\nossutil is not on the PATH.')
  else
    say(
      `\nossutil: the same copy of ${OBJECTS} in ${seconds.toFixed(1)} s${code === 0 ? '' : `; it failed with ${code}`}`,
    )
}

/** The exit code, or undefined where there is no such program. Never waits in a way that would stop the store. */
function run(program: string, args: string[]): Promise<number | null | undefined> {
  const child = spawn(program, args, { stdio: 'ignore', timeout: MOST_MINUTES * 60_000 })
  return new Promise((resolve) => {
    child.on('error', () => resolve(undefined))
    child.on('close', resolve)
  })
}
