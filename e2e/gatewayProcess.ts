import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const SERVER = `
  const { startFerry } = await import(${JSON.stringify(new URL('../src/gateway/startFerry.ts', import.meta.url).href)})
  const [dataDir, port, allowed] = process.argv.slice(1)
  const { url, startUrl } = await startFerry({ dataDir, page: 'dist', port: Number(port), ossPort: 0, allowHosts: [allowed] })
  process.stdout.write(url + ' ' + startUrl + '\\n')
`

/** The server of the page and its gateway in a process of their own, which can be killed; the local OSS that it reaches lives on. */
export type GatewayProcess = {
  url: string
  startUrl: string
  /** As `kill -9` does. */
  kill(): Promise<void>
  /** At the same address; `anew`: with another start token. Resolves with the address that lets a browser in. */
  startAgain(anew?: 'anew'): Promise<string>
  close(): Promise<void>
}

/** `allowed`: the host with port that the gateway may reach; `*.name` for every host below. */
export async function startGatewayProcess(allowed: string): Promise<GatewayProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-gateway-'))
  const first = await start(dataDir, '0', allowed)
  const { url, startUrl } = first
  let { child } = first
  const kill = async () => {
    const exited = new Promise((resolve) => child.once('exit', resolve))
    if (child.kill('SIGKILL')) await exited
  }
  return {
    url,
    startUrl,
    kill,
    async startAgain(anew) {
      if (anew) rmSync(join(dataDir, 'start-token'))
      const again = await start(dataDir, new URL(url).port, allowed)
      child = again.child
      return again.startUrl
    },
    async close() {
      await kill()
      rmSync(dataDir, { recursive: true })
    },
  }
}

async function start(...args: string[]): Promise<{ child: ChildProcess; url: string; startUrl: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SERVER, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const [url = '', startUrl = ''] = line.split(' ')
    return { child, url, startUrl }
  }
  throw new Error('The gateway did not start')
}
