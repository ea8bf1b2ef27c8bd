import { describe, expect, it } from 'vitest'
import { journalContract } from '../../../../test/journalContract.ts'
import { memoryLog } from '../../../../test/memoryLog.ts'
import { jobNamed, plannedCopy } from '../samples.ts'
import { ForeignLogError, JournalFormatError, type Seal } from './log.ts'
import { openLogJournal } from './logJournal.ts'

journalContract(() => {
  const log = memoryLog()
  return { open: () => openLogJournal(log) }
})

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const logOf = (content: string) => memoryLog(new TextEncoder().encode(content))

async function written() {
  const log = memoryLog()
  const journal = await openLogJournal(log)
  await journal.create(jobNamed('a'))
  await journal.append('a', [plannedCopy('x', 5), plannedCopy('y', 7)])
  const before = log.bytes().length
  await Promise.all([journal.save('a', 0, { state: 'done' }), journal.save('a', 1, { state: 'done' })])
  return { log, journal, before }
}

describe('a crash', () => {
  it('leaves each transaction whole or not at all, wherever it cuts', async () => {
    const { log, before } = await written()
    const whole = log.bytes()
    for (let end = before; end <= whole.length; end++) {
      const journal = await openLogJournal(memoryLog(whole.slice(0, end)))
      const { counts } = (await journal.figures('a')) ?? {}
      const done = end === whole.length ? 2 : 0
      expect(counts, `cut at ${end}`).toMatchObject({ done, waiting: 2 - done })
      await journal.save('a', 0, { state: 'done' })
      expect(await journal.next({ job: 'a', state: 'done', after: -1, limit: 9 })).toHaveLength(Math.max(1, done))
    }
  })

  it('may cut the very first line', async () => {
    const { log } = await written()
    for (const end of [0, 1, 20]) {
      const begun = memoryLog(log.bytes().slice(0, end))
      await (await openLogJournal(begun)).create(jobNamed('b'))
      expect(await (await openLogJournal(begun)).jobs()).toMatchObject([{ id: 'b' }])
    }
  })

  it('leaves what it cut off until the next write', async () => {
    const { log } = await written()
    const cut = memoryLog(new Uint8Array([...log.bytes(), ...new TextEncoder().encode('["a",1,"fai')]))
    const size = cut.size()
    const journal = await openLogJournal(cut)
    expect(cut.size()).toBe(size)
    await journal.save('a', 1, { state: 'failed' })
    expect(text(cut.bytes())).not.toContain('"fai[')
    expect((await (await openLogJournal(cut)).figures('a'))?.counts).toMatchObject({ done: 1, failed: 1 })
  })
})

describe('a disk that takes no more', () => {
  it('fails who waits, leaves what was there, and goes on when there is room', async () => {
    const { log, journal } = await written()
    log.fail(1)
    const problem = { code: 'X', message: '' }
    const saves = [0, 1].map((n) => journal.save('a', n, { state: 'failed', problem }))
    const ends = await Promise.allSettled([...saves, journal.update('a', () => ({ phase: 'paused' }))])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    await journal.page({ job: 'a', from: 0, limit: 1 })
    expect(await journal.figures('a')).toMatchObject({ phase: 'planning', counts: { done: 2, failed: 0 } })
    await journal.save('a', 1, { state: 'failed', problem })
    expect((await (await openLogJournal(log)).figures('a'))?.counts).toMatchObject({ done: 1, failed: 1 })
  })
})

describe('what is no journal', () => {
  it.each([
    ['a plan', '{"version":1,"request":{}}\n', /of version 1, which this oss-ferry does not read/],
    ['a newer journal', '{"journal":"oss-ferry","version":3}\n', /of version 3/],
    ['a text', 'dear diary\n', /no journal/],
    ['a text without an end of line', 'dear diary', /no journal/],
    ['a job of which nothing was asked', '{"journal":"oss-ferry","version":2}\n{"jobs":{"a":{}}}\n', /what was asked/],
  ])('%s is refused in words', async (_what, content, words) => {
    const opening = openLogJournal(logOf(content))
    await expect(opening).rejects.toThrow(JournalFormatError)
    await expect(opening).rejects.toThrow(words)
  })

  it('a line that is broken in the middle', async () => {
    const { log } = await written()
    const broken = text(log.bytes()).replace('["a",1,"waiting"', '["a",1 "waiting"')
    await expect(openLogJournal(logOf(broken))).rejects.toThrow(/broken at byte \d+/)
    const unreadable = text(log.bytes()).replace('"kind":"copy"', '"kind":copy')
    const journal = await openLogJournal(logOf(unreadable))
    await journal.save('a', 1, { state: 'failed' })
  })
})

describe('a seal', () => {
  /** The lines themselves, by a secret: good enough to see that each of them counts. */
  const sealOf =
    (secret: string): Seal =>
    (before) => {
      let sum = 5381
      const add = (bytes: Uint8Array) => {
        for (const byte of bytes) sum = (sum * 33 + byte) % 2 ** 40
      }
      add(new TextEncoder().encode(secret + before))
      return { add, end: () => sum.toString(36) }
    }
  const seal = sealOf('ours')

  async function sealed() {
    const log = memoryLog()
    const journal = await openLogJournal(log, seal)
    await journal.create(jobNamed('a'))
    await journal.append('a', [plannedCopy('x', 5), plannedCopy('y', 7)])
    await journal.save('a', 0, { state: 'done' })
    return log
  }

  it('holds wherever a crash cuts, and what is written from there', async () => {
    const whole = (await sealed()).bytes()
    for (let end = 0; end <= whole.length; end++) {
      const cut = memoryLog(whole.slice(0, end))
      await (await openLogJournal(cut, seal)).create(jobNamed('b'))
      expect(await (await openLogJournal(cut, seal)).job('b'), `cut at ${end}`).toMatchObject({ id: 'b' })
    }
  })

  it('holds after a write that failed', async () => {
    const log = await sealed()
    const journal = await openLogJournal(log, seal)
    log.fail(1)
    await expect(journal.save('a', 1, { state: 'done' })).rejects.toThrow('no space left')
    await journal.page({ job: 'a', from: 0, limit: 1 })
    await journal.save('a', 1, { state: 'failed' })
    expect((await (await openLogJournal(log, seal)).figures('a'))?.counts).toMatchObject({ done: 1, failed: 1 })
  })

  it.each([
    ['another secret', undefined, sealOf('theirs')],
    ['a size changed', (text: string) => text.replaceAll('"size":7', '"size":8'), seal],
    ['a line twice', (text: string) => text.replace(/\n(\[.*\n)/, '\n$1$1'), seal],
    ['a transaction between', (text: string) => text.split('\n').toSpliced(3, 0, '{"jobs":{}}').join('\n'), seal],
    ['no seal', (text: string) => text.replaceAll(/,"seal":"[^"]*"/g, ''), seal],
  ])('does not hold with %s', async (_what, change, by) => {
    const log = await sealed()
    const text = new TextDecoder().decode(log.bytes())
    const forged = logOf(change ? change(text) : text)
    expect(change ? change(text) !== text : true).toBe(true)
    await expect(openLogJournal(forged, by)).rejects.toThrow(ForeignLogError)
  })
})

it('shares one write between all that come together', async () => {
  const log = memoryLog()
  const journal = await openLogJournal(log)
  await journal.create(jobNamed('a'))
  await journal.append(
    'a',
    Array.from({ length: 300 }, (_, n) => plannedCopy(`k${n}`, 1)),
  )
  const commits = () => text(log.bytes()).split('\n{"jobs"').length
  const before = commits()
  await Promise.all(Array.from({ length: 300 }, (_, n) => journal.save('a', n, { state: 'done' })))
  expect(commits() - before).toBeLessThanOrEqual(3)
})
