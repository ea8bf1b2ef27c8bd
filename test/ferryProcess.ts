/** `npm start` in a process of its own, which can be looked at from outside. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Victim } from './hostileTraffic.ts'

export type FerryProcess = Victim & {
  /** Bytes of memory, and open descriptors; 0 where the system does not tell (only Linux does). */
  takes(): { memory: number; descriptors: number }
  isAlive(): boolean
  said(): string
  stop(): Promise<void>
}

const SERVER = `
  const { startFerry } = await import(${JSON.stringify(new URL('../src/gateway/startFerry.ts', import.meta.url).href)})
  const [dataDir, page, ...allowHosts] = process.argv.slice(1)
  const { numberUrl, cookie, account } = await startFerry({ dataDir, page, port: 0, keepRequests: 0, allowHosts })
  process.stdout.write(JSON.stringify({ url: numberUrl, cookie, endpoint: account.endpoint }) + '\\n')
`

/** `page`: the folder of the built page, or any with an index.html. `allowHosts`: what its gateway may reach beside OSS and the local OSS. */
export async function startFerryProcess(page: string, allowHosts: string[] = []): Promise<FerryProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-process-'))
  const child = spawn(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    SERVER,
    dataDir,
    page,
    ...allowHosts,
  ])
  let said = ''
  child.stderr.on('data', (words) => (said += words))
  const { url, cookie, endpoint } = await firstLine(child)
  return {
    port: Number(new URL(url).port),
    cookie: `${cookie.name}=${cookie.value}`,
    endpoint,
    takes: () => takes(child.pid ?? 0),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    said: () => said,
    async stop() {
      const exited = new Promise((resolve) => child.once('exit', resolve))
      if (child.kill('SIGKILL')) await exited
      rmSync(dataDir, { recursive: true })
    },
  }
}

type Said = { url: string; cookie: { name: string; value: string }; endpoint: string }

function firstLine(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)))
    child.stdout?.on('data', (piece) => {
      text += piece
      if (text.includes('\n')) resolve(JSON.parse(text) as Said)
    })
  })
}

function takes(pid: number): { memory: number; descriptors: number } {
  if (process.platform !== 'linux') return { memory: 0, descriptors: 0 }
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { memory: Number(kilobytes) * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
}
