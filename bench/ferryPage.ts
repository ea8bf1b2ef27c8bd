import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { buildPage } from '../src/gateway/buildPage.ts'
import { type RunningFerry, startFerry } from '../src/gateway/startFerry.ts'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import { createOss } from '../src/oss/client.ts'
import type { Oss } from '../src/oss/types.ts'

export const say = (line: string) => process.stdout.write(`${line}\n`)

/** The key of the local OSS, as the page gets it. */
type DemoKey = { accessKeyId: string; accessKeySecret: string; endpoint: string; region: string }

export type FerryWorld = { ferry: RunningFerry; key: DemoKey; oss: Oss }

/** A local OSS that was just seeded, the gateway and the built page, in this process. `close` ends all. */
export async function startWorld(): Promise<FerryWorld & { close: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-bench-'))
  const built = await buildPage(join(import.meta.dirname, '..'), say)
  const ferry = await startFerry({ dataDir, page: built, port: 0, copySpeed: 0 })
  const key = ferry.account
  const direct = nodeTransport(16)
  const oss = createOss({ id: 'bench', name: 'bench', ...key }, direct.send)
  const close = async () => {
    await direct.close()
    await ferry.close()
    rmSync(dataDir, { recursive: true })
  }
  return { ferry, key, oss, close }
}

/** Signs the page in to the local OSS. */
export async function signIn(page: Page, { startUrl }: RunningFerry): Promise<void> {
  // What tsx leaves in functions that are sent to the page.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.goto(startUrl)
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  await page.getByRole('link', { name: 'ferry-backup' }).first().waitFor()
}

/** Bytes of JavaScript that live after a collection. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}
