import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  copy as anyCopy,
  away,
  command,
  ferry,
  file,
  folder,
  home,
  inCommandWorld,
  keysOf,
  never,
  own,
  plan,
  put,
} from '../../../test/commandWorld.ts'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import { openLogJournal } from '../../engine/jobs/journal/logJournal.ts'
import type { StoredPatch } from '../../engine/jobs/types.ts'
import { writePlanFile } from '../../engine/plan/planFile.ts'
import type { CopyRequest, PortableRequest } from '../../engine/types.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import { openFileLog, sealWith } from './fileLog.ts'

/** A journal, and the secret that seals it, beside which a stranger may sit. */

inCommandWorld()

const copy = (some: Partial<CopyRequest> = {}) => anyCopy({ conflict: 'ask', keepAcl: false, ...some })
const requests = () => ferry.store.requests.entries
const run = (...more: string[]) => command(['run', file, ...more])

describe('a journal', () => {
  const journal = () => `${file}.journal`
  const key = () => join(folder, 'state', 'oss-ferry', 'journal.key')

  /** A move of which one object was refused, so that it goes on. */
  async function begun(request: PortableRequest = copy({ removeSource: true, conflict: 'skip' })): Promise<string> {
    for (const at of [home('dir/a'), home('secret'), away('dir/b')]) await put(at)
    plan(request)
    const fault = ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
    await run('--yes')
    fault.remove()
    ferry.store.requests.clear()
    return readFileSync(journal(), 'utf8')
  }
  const nothingIsAsked = async (words: string) => {
    const got = await run('--yes')
    expect(got).toMatchObject({ code: 2, said: expect.stringContaining(words) })
    expect(requests()).toEqual([])
  }

  test.each<[string, (text: string) => string]>([
    ['another source', (text) => text.replaceAll('"key":"dir/a"', '"key":"secret"')],
    ['a forged proof', (text) => text.replaceAll('"state":"failed"', '"state":"copied","proof":{"etag":"x"}')],
    ['another state', (text) => text.replaceAll('"failed"', '"copied"')],
    ['an overwrite', (text) => text.replaceAll('"overwrite":false', '"overwrite":true')],
    [
      'an upload of somebody',
      (text) => text.replaceAll('"overwrite"', '"checkpoint":{"id":"x","partSize":1},"overwrite"'),
    ],
    ['its seals taken away', (text) => text.replaceAll(/,"seal":"[^"]*"/g, '')],
    ['a seal of its maker', (text) => text.replaceAll(/"seal":"[^"]{4}/g, '"seal":"AAAA')],
    ['a transaction left out', (text) => text.split('\n').toSpliced(2, 1).join('\n')],
    ['more behind its end', (text) => `${text}{"jobs":{"run":{}}}\n`],
  ])('with %s is not believed, and nothing is asked of the store', async (_what, change) => {
    const text = await begun()
    writeFileSync(journal(), change(text))
    expect(readFileSync(journal(), 'utf8')).not.toBe(text)
    await nothingIsAsked('was not written by your own runs')
  })

  test('of another user or computer is not believed; moved away, the store shows what is there, and nothing is lost', async () => {
    await begun()
    renameSync(key(), join(folder, 'elsewhere'))
    await nothingIsAsked('Move it away'.toLowerCase())
    renameSync(journal(), join(folder, 'old'))
    expect((await run('--yes')).code).toBe(0)
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([[], ['dir/a', 'dir/b']])
  })

  test('comes along to another computer with its key', async () => {
    await begun()
    const environment = { ...own(), XDG_STATE_HOME: join(folder, 'other') }
    mkdirSync(join(folder, 'other', 'oss-ferry'), { recursive: true })
    renameSync(key(), join(folder, 'other', 'oss-ferry', 'journal.key'))
    expect((await command(['run', file], { environment })).code).toBe(0)
  })

  /** As this user's own runs would have written it. */
  async function sealed(change: (journal: Journal) => Promise<unknown>): Promise<void> {
    const log = await openFileLog(journal())
    await change(await openLogJournal(log, sealWith(readFileSync(key()))))
    await log.close()
  }

  test.each<[string, object]>([
    ['another source', { source: home('secret') }],
    ['another target', { target: away('x/a') }],
    ['another bucket', { target: { ...away('dir/a'), bucket: 'far' } }],
    ['another verb', { kind: 'remove' }],
    ['a source that goes', { removeSource: false }],
  ])('of our own that names %s than the plan is refused', async (_what, patch) => {
    await begun()
    await sealed((kept) => kept.change('run', 0, (task) => ({ ...task, ...patch }) as StoredPatch))
    await nothingIsAsked('is not in the plan')
  })

  const theEdit: PortableRequest = {
    do: 'change',
    sources: [home('dir/')],
    change: {},
    edit: { headers: { 'Cache-Control': { do: 'set', value: bytesOf('no-cache') } } },
  }

  test('of an edit goes on with what the edit makes of each object', async () => {
    await begun(theEdit)
    expect((await run('--yes')).code).toBe(0)
    expect((await ferry.oss.head({ at: home('dir/a'), signal: never })).headers['Cache-Control']).toBe('no-cache')
  })

  test.each<[string, object]>([
    ['another value', { change: { headers: { 'Cache-Control': 'public' } } }],
    ['more than it', { change: { headers: { 'Cache-Control': 'no-cache' }, acl: 'public-read' } }],
    ['nothing of it', { change: {} }],
  ])('of an edit that asks for %s is refused', async (_what, patch) => {
    await begun(theEdit)
    await sealed((kept) => kept.change('run', 0, (task) => ({ ...task, ...patch }) as StoredPatch))
    await nothingIsAsked('is not in the plan')
  })

  test('of a type by content goes on with one that bytes prove, and with no other', async () => {
    const byContent: PortableRequest = { ...theEdit, edit: { headers: { 'Content-Type': { do: 'byContent' } } } }
    await ferry.oss.put({ at: home('dir/p'), body: '%PDF-1.7', attributes: {}, signal: never })
    await begun(byContent)
    const type = (text: string) => ({ change: { headers: bytesOfEach({ 'Content-Type': text }) } })
    await sealed((kept) => kept.change('run', 1, (task) => ({ ...task, ...type('text/html') }) as StoredPatch))
    await nothingIsAsked('is not in the plan')
    await sealed((kept) => kept.change('run', 1, (task) => ({ ...task, ...type('application/pdf') }) as StoredPatch))
    expect((await run('--yes')).code).toBe(0)
    const head = await ferry.oss.head({ at: home('dir/p'), signal: never })
    expect(head.headers['Content-Type']).toBe('application/pdf')
  })

  test('of our own with the yes to another plan is no yes to this one', async () => {
    await begun()
    plan({ do: 'remove', sources: [home('')] })
    const got = await run()
    expect(got).toMatchObject({ code: 2, said: expect.stringContaining('journal of another plan') })
  })

  test.each([
    ['symbolic link', (to: string) => symlinkSync(to, journal())],
    ['hard link', (to: string) => linkSync(to, journal())],
  ])('that is a %s to another file is not followed', async (words, place) => {
    const precious = join(folder, 'precious')
    writeFileSync(precious, '')
    place(precious)
    await put(home('dir/a'))
    plan(copy())
    ferry.store.requests.clear()
    await nothingIsAsked(words)
    expect(readFileSync(precious, 'utf8')).toBe('')
  })

  test('and a lock that are pipes make nobody wait', async () => {
    plan(copy())
    for (const path of [journal(), `${file}.lock`]) {
      execFileSync('mkfifo', [path])
      expect((await run()).code).toBe(2)
      rmSync(path)
    }
    symlinkSync('/dev/zero', `${file}.lock`)
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('symbolic link') })
  })

  test('has a secret that only its user can read, or none', async () => {
    await begun()
    expect([statSync(key()).mode & 0o777, statSync(join(folder, 'state', 'oss-ferry')).mode & 0o777]).toEqual([
      0o600, 0o700,
    ])
    chmodSync(key(), 0o644)
    await nothingIsAsked('can be read or written by others')
    rmSync(key())
    symlinkSync(file, key())
    expect((await run()).code).toBe(2)
  })
})

test('where no secret can be kept, no journal is begun', async () => {
  await put(home('dir/a'))
  plan(copy())
  ferry.store.requests.clear()
  writeFileSync(join(folder, 'state'), 'a file')
  expect(await run()).toMatchObject({
    code: 2,
    said: expect.stringContaining('Set XDG_STATE_HOME to use another folder'),
  })
  expect(requests()).toEqual([])
})

test('two first runs at once agree on the secret', async () => {
  await put(home('dir/a'))
  const files = Array.from({ length: 8 }, (_, n) => join(folder, `${n}.json`))
  for (const one of files) writeFileSync(one, writePlanFile(copy({ conflict: 'skip' })))
  const codes = async () => (await Promise.all(files.map((one) => command(['run', one])))).map(({ code }) => code)
  expect([await codes(), await codes()]).toEqual([files.map(() => 0), files.map(() => 0)])
})
