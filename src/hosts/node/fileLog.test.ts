import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { journalContract } from '../../../test/journalContract.ts'
import { openLogJournal } from '../../engine/jobs/journal/logJournal.ts'
import { jobNamed } from '../../engine/jobs/samples.ts'
import { type FileLog, openFileLog, readFileLog, sealWith } from './fileLog.ts'

let folder: string
const open: FileLog[] = []
const opened = async (opening: Promise<FileLog>) => {
  const log = await opening
  open.push(log)
  return log
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-log-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((log) => log.close()))
})
afterAll(() => rmSync(folder, { recursive: true }))

const seal = sealWith(new Uint8Array(32).fill(7))
const newFile = () => join(folder, crypto.randomUUID())

journalContract(() => {
  const path = newFile()
  return { open: async () => openLogJournal(await opened(openFileLog(path)), seal) }
})

test('is for its owner only', async () => {
  const path = newFile()
  await opened(openFileLog(path))
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('is read beside a run, and not changed by it', async () => {
  const path = newFile()
  const journal = await openLogJournal(await opened(openFileLog(path)))
  await journal.create(jobNamed('a'))
  appendFileSync(path, '["a",0,"wai')
  const before = readFileSync(path, 'utf8')
  const beside = await openLogJournal(await opened(readFileLog(path)))
  expect(await beside.jobs()).toMatchObject([{ id: 'a' }])
  expect(readFileSync(path, 'utf8')).toBe(before)
  await expect(beside.update('a', () => ({ phase: 'paused' }))).rejects.toThrow()
})
