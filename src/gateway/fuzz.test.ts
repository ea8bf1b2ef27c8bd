import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FerryProcess, startFerryProcess } from '../../test/ferryProcess.ts'
import { flood } from '../../test/hostileTraffic.ts'

const MIB = 1024 ** 2
const page = mkdtempSync(join(tmpdir(), 'fuzz-page-'))
let ferry: FerryProcess

beforeAll(async () => {
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  ferry = await startFerryProcess(page)
})

afterAll(async () => {
  await ferry.stop()
  rmSync(page, { recursive: true })
})

test('10 000 messages to page, gateway, socket and, behind them, the local OSS: one process, bounded, nobody left waiting', async () => {
  const { hung } = await flood(ferry, { requests: 9500, sockets: 500, seed: 7 })
  expect(hung).toBe(0)
  expect(ferry.isAlive()).toBe(true)
  expect(ferry.said()).toBe('')
  expect(ferry.takes().memory).toBeLessThan(200 * MIB)
  const answer = await fetch(`http://127.0.0.1:${ferry.port}/healthz`)
  expect([answer.status, await answer.text()]).toEqual([200, 'ok\n'])
}, 180_000)
