import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@playwright/test'

/** A program that starts another one, says its number, and would stay for an hour. */
const family = `
  import { startChild } from ${JSON.stringify(new URL('child.ts', import.meta.url).href)}
  const child = startChild(['sh', '-c', 'sleep 3600 & echo "started $!"; wait'])
  const [, pid] = await child.says(/started (\\d+)/)
  process.stdout.write(pid)
  setInterval(() => {}, 1000)
`

/** A program that has ended may wait for somebody to take note of it. */
function isRunning(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' })
  return /^[^Z]/.test(stdout.trim())
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const)
  test(`what a program of the tests has started ends with it, by ${signal}, too`, async () => {
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type', 'module', '-e', family])
    const [pid] = await once(parent.stdout, 'data')
    expect(isRunning(String(pid))).toBe(true)
    parent.kill(signal)
    await expect.poll(() => isRunning(String(pid))).toBe(false)
  })
