import { readFileSync } from 'node:fs'
import type { Browser } from '@playwright/test'

/**
 * Seconds of CPU so far, by kind of process (`renderer` runs page and worker, `utility` the network), and the most memory that all
 * had together since the last reading, in bytes.
 */
export type Reading = { cpu: Record<string, number>; peak: number }

/** Memory is looked at five times a second. It is counted on Linux only, by the resident set, where pages that are shared count twice. */
export async function watchBrowser(browser: Browser): Promise<{ read: () => Promise<Reading> }> {
  const session = await browser.newBrowserCDPSession()
  const processes = async () => (await session.send('SystemInfo.getProcessInfo')).processInfo
  let peak = 0
  const look = async () => {
    const all = await processes().catch(() => [])
    peak = Math.max(peak, sum(all.map(({ id }) => residentSet(id))))
  }
  const timer = setInterval(look, 200)
  timer.unref()
  return {
    async read() {
      await look()
      const cpu: Record<string, number> = {}
      for (const { type, cpuTime } of await processes()) cpu[type] = (cpu[type] ?? 0) + cpuTime
      const reading = { cpu, peak }
      peak = 0
      return reading
    },
  }
}

function residentSet(pid: number): number {
  try {
    const [, kib = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kib) * 1024
  } catch {
    // The process has gone, or this is no Linux.
    return 0
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
