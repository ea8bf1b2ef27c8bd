import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import { openLogJournal } from '../../engine/jobs/journal/logJournal.ts'
import type { StoredPatch } from '../../engine/jobs/types.ts'
import { writePlanFile } from '../../engine/plan/planFile.ts'
import type { CopyRequest, PortableRequest, Scope } from '../../engine/types.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import { openFileLog, sealWith } from './fileLog.ts'
import { main } from './main.ts'

/** What a stranger may put into a plan, and beside it: the command in this process, against the local OSS. */

const never = new AbortController().signal
let ferry: Ferry
let folder: string
let file: string
let foreign: Server
let asked: string[]

beforeAll(async () => {
  ferry = await startFerry()
  foreign = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`)
    response.end()
  })
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await new Promise((resolve) => foreign.close(resolve))
  await ferry.close()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-strangers-'))
  file = join(folder, 'plan.json')
  asked = []
  ferry.store.faults.clear()
  for (const at of [home(''), away('')])
    for (const { key } of (await ferry.oss.list({ at, signal: never })).objects)
      if (key !== 'large') await ferry.oss.remove({ at: { ...at, key }, signal: never })
  ferry.store.requests.clear()
})
afterEach(() => rmSync(folder, { recursive: true }))

const home = (key: string): Ref => ({ account: '1', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const copy = (some: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [home('dir/')],
  target: away(''),
  placement: 'into',
  removeSource: false,
  conflict: 'ask',
  keepAcl: false,
  ...some,
})
const put = (at: Ref, body = 'hello') => ferry.oss.put({ at, body, attributes: {}, signal: never })
const textAt = async (at: Ref) => (await ferry.oss.get({ at, signal: never })).text()
const keysOf = async (at: Ref) => (await ferry.oss.list({ at, signal: never })).objects.map(({ key }) => key)
const requests = () => ferry.store.requests.entries
const plan = (request: PortableRequest) => writeFileSync(file, writePlanFile(request))
const own = () => ({
  OSS_ACCESS_KEY_ID: 'test-id',
  OSS_ACCESS_KEY_SECRET: 'test-secret',
  OSS_ENDPOINT: ferry.account.endpoint,
  OSS_REGION: 'cn-hangzhou',
  XDG_STATE_HOME: join(folder, 'state'),
})

type Environment = Record<string, string | undefined>
type How = { answers?: string[]; environment?: Environment }

/** `answers`: a person sits there, and says these one after the other. */
async function command(args: string[], { answers, environment = own() }: How = {}) {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const left = [...(answers ?? [])]
  let said = ''
  output.on('data', (text) => {
    said += text
    if (/(\[y\/N\]|to continue:) $/.test(String(text))) input.write(`${left.shift() ?? ''}\n`)
  })
  const isTTY = answers !== undefined
  const code = await main(args, {
    input: Object.assign(input, { isTTY }),
    output: Object.assign(output, { isTTY, columns: 200 }),
    errors: output,
    environment,
  })
  return { code, said }
}
const run = (...more: string[]) => command(['run', file, ...more])

describe('hosts', () => {
  const port = () => (foreign.address() as AddressInfo).port
  const named = (endpoint: string) =>
    writeFileSync(file, JSON.stringify({ version: 1, endpoint, request: copy({ conflict: 'skip' }) }))
  const addresses = [
    () => `http://127.0.0.1:${port()}`,
    () => `http://oss-cn-hangzhou.localhost:${port()}`,
    () => `https://oss-cn-hangzhou.aliyuncs.com@127.0.0.1:${port()}`,
    () => `http://[::1]:${port()}`,
  ]

  test.each(addresses)('one that only the plan names is asked nothing: %s', async (address) => {
    named(address())
    const { OSS_ENDPOINT: _, ...rest } = own()
    for (const environment of [rest, { ...rest, OSS_SESSION_TOKEN: 'token' }])
      expect(await command(['run', file, '--yes'], { environment })).toMatchObject({
        code: 2,
        said: expect.stringContaining('only a plan names'),
      })
    expect([asked, requests()]).toEqual([[], []])
  })

  test('the one of the environment holds, whatever the plan names', async () => {
    await put(home('dir/a'))
    named(`http://127.0.0.1:${port()}`)
    expect(await run()).toMatchObject({ code: 0 })
    expect([asked, await keysOf(away(''))]).toEqual([[], ['dir/a']])
  })

  test.each([
    { region: `127.0.0.1:1/` },
    { region: 'cn-hangzhou.evil' },
    { bucket: 'a@127.0.0.1/' },
    { bucket: 'AWAY' },
    { bucket: '..' },
  ])('a name that would be another host is refused: %j', async (wrong) => {
    writeFileSync(file, JSON.stringify({ version: 1, request: copy({ target: { ...away(''), ...wrong } }) }))
    expect(await run('--yes')).toMatchObject({ code: 2, said: expect.stringContaining('request.target.') })
    expect(requests()).toEqual([])
  })

  test.each(['ftp://x', 'https://x/path', 'https://u:p@x', 'https://x?y', 'https://', 'http:///'])(
    '%s is no endpoint',
    async (OSS_ENDPOINT) => {
      plan(copy())
      const got = await command(['run', file], { environment: { ...own(), OSS_ENDPOINT } })
      expect(got).toMatchObject({ code: 2, said: expect.stringContaining('OSS_ENDPOINT is not a host address') })
    },
  )

  test('a token goes to no http host but this computer', async () => {
    plan(copy())
    const environment = { ...own(), OSS_ENDPOINT: 'http://oss.example', OSS_SESSION_TOKEN: 'token' }
    expect(await command(['run', file], { environment })).toMatchObject({
      code: 2,
      said: expect.stringContaining('OSS_SESSION_TOKEN is not sent to http://oss.example'),
    })
  })
})

describe('without a terminal', () => {
  test.each<[string, PortableRequest]>([
    ['a move', copy({ removeSource: true, conflict: 'skip' })],
    ['a removal', { do: 'remove', sources: [home('dir/')] }],
    ['an edit', { do: 'change', sources: [home('dir/')], change: { acl: 'public-read' } }],
  ])('%s requires --yes, and nothing is asked of the store before', async (_what, request) => {
    await put(home('dir/a'))
    ferry.store.requests.clear()
    plan(request)
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('requires --yes') })
    expect(requests()).toEqual([])
    expect((await run('--yes')).code).toBe(0)
  })

  test.each(['replace', 'different'] as const)('a copy that would write over wants it, too: %s', async (conflict) => {
    await put(away('dir/a'), 'theirs')
    for (const name of ['a', 'b']) await put(home(`dir/${name}`))
    plan(copy({ conflict }))
    const { code, said } = await run()
    expect([code, said]).toEqual([2, expect.stringMatching(/2 objects[\s\S]*1 replace[\s\S]*requires --yes/)])
    expect(await textAt(away('dir/a'))).toBe('theirs')
    expect((await run('--yes')).code).toBe(0)
    expect(await textAt(away('dir/a'))).toBe('hello')
  })

  test.each(['ask', 'skip', 'keepBoth', 'replace'] as const)('a copy onto free targets runs: %s', async (conflict) => {
    await put(home('dir/a'))
    plan(copy({ conflict }))
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('Done.') })
    expect(await keysOf(away(''))).toEqual(['dir/a'])
  })

  test('what turns up after the plan was made is not written over', async () => {
    await put(home('dir/a'))
    plan(copy({ conflict: 'replace' }))
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'ServiceUnavailable' }, times: 1 })
    const answered = ferry.store.requests.answered(({ op }) => op === 'CopyObject')
    const ran = run()
    await answered
    await put(away('dir/a'), 'theirs')
    expect(await ran).toMatchObject({ code: 1, said: expect.stringContaining('appeared at the destination meanwhile') })
    expect(await textAt(away('dir/a'))).toBe('theirs')
  })

  test('a yes is kept: what was stopped goes on without another', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`))
    plan(copy({ removeSource: true, conflict: 'skip' }))
    const fault = ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
    expect((await run('--yes')).code).toBe(1)
    fault.remove()
    expect((await run()).code).toBe(0)
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([[], ['dir/a', 'dir/b']])
  })
})

describe('a whole bucket', () => {
  const all = (): PortableRequest => ({ do: 'remove', sources: [away('')] })

  test('is not emptied by --yes, but by its name', async () => {
    await put(away('a'))
    plan(all())
    ferry.store.requests.clear()
    for (const more of [[], ['--yes'], ['--yes', '--empty-bucket', 'home']])
      expect(await run(...more)).toMatchObject({
        code: 2,
        said: expect.stringContaining('EVERYTHING in the bucket away'),
      })
    expect(requests()).toEqual([])
    expect((await run('--empty-bucket', 'away')).code).toBe(0)
    expect(await keysOf(away(''))).toEqual([])
  })

  test('is not emptied by --yes either where a plan says that it leaves something of it', async () => {
    await put(away('a'))
    const scope: Scope = {
      rows: 'flat',
      tests: [{ is: 'size', from: 0 }],
      except: ['nothing is called so'],
      seen: { before: Number.MAX_SAFE_INTEGER, since: [] },
      count: 1,
    }
    plan({ do: 'remove', sources: [{ ...away(''), scope }] })
    ferry.store.requests.clear()
    for (const more of [[], ['--yes'], ['--yes', '--empty-bucket', 'home']])
      expect(await run(...more)).toMatchObject({
        code: 2,
        said: expect.stringContaining('EVERYTHING in the bucket away but what it leaves out'),
      })
    expect(requests()).toEqual([])
    expect((await run('--empty-bucket', 'away')).code).toBe(0)
  })

  test.each([['y'], ['yes'], [''], ['home']])('in a terminal %j is no yes', async (answer) => {
    await put(away('a'))
    plan(all())
    for (const more of [[], ['--yes']])
      expect(await command(['run', file, ...more], { answers: [answer] })).toMatchObject({
        code: 130,
        said: expect.stringMatching(/from everything in oss:\/\/away\/[\s\S]*Type the name/),
      })
    expect(await keysOf(away(''))).toEqual(['a'])
  })

  test('in a terminal its name is one', async () => {
    await put(away('a'))
    plan(all())
    expect((await command(['run', file], { answers: ['away'] })).code).toBe(0)
    expect(await keysOf(away(''))).toEqual([])
  })
})

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

describe('a report', () => {
  test.each(['notes.csv', 'notes.json'])('is not written over %s, which is none', async (name) => {
    const notes = join(folder, name)
    writeFileSync(notes, 'my notes')
    await put(home('dir/a'))
    plan(copy())
    ferry.store.requests.clear()
    expect(await run('--report', notes)).toMatchObject({ code: 2, said: expect.stringContaining('is not a report') })
    expect([readFileSync(notes, 'utf8'), requests()]).toEqual(['my notes', []])
    rmSync(notes)
    for (const times of [1, 2]) expect([times, (await run('--report', notes)).code]).toEqual([times, 0])
  })

  test('follows no link', async () => {
    const [report, precious] = [join(folder, 'r.csv'), join(folder, 'precious')]
    symlinkSync(precious, report)
    plan(copy())
    expect(await run('--report', report)).toMatchObject({ code: 2, said: expect.stringContaining('is not a report') })
    expect(existsSync(precious)).toBe(false)
  })
})

describe('what a terminal would obey', () => {
  const evil = '\u001b]8;;http://evil\u0007here\u001b]8;;\u0007\u009b31m\u202e\u2066\r\u0008\u001bP+q\u001b\\'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
  const calm = ({ said }: { said: string }) => expect(said.replaceAll('\r\u001b[K', '')).not.toMatch(obeyed)

  test('a message without an end has one', async () => {
    await put(home('dir/a'))
    plan(copy())
    const message = 'x'.repeat(100_000)
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied', message } })
    expect((await run()).said.length).toBeLessThan(10_000)
  })

  test('is shown, in messages of the store, keys, plans and reports', async () => {
    await put(home(`dir/${evil}`))
    plan(copy({ conflict: 'skip' }))
    const fault = ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied', message: evil } })
    calm(await run())
    calm(await command(['run', file], { answers: ['n'] }))
    const { said } = await command(['report', file], { answers: [] })
    calm({ said: said.replaceAll('\r\n', '\n') })
    for (const name of ['r.csv', 'r.json']) {
      await command(['report', file, '--report', join(folder, name)])
      calm({ said: readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n') })
    }
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))[0].source).toBe(`oss://home/dir/${evil}`)
    fault.remove()
    calm(await run())
    await put(away(`dir/${evil}`), 'changed')
    calm(await command(['verify', file]))
  })

  test.each([
    (text: string) => ({ version: 1, [text]: 1 }),
    (text: string) => ({ version: 1, endpoint: `http://${text}`, request: copy() }),
    (text: string) => ({ version: 1, request: { ...copy(), do: text } }),
    (text: string) => ({ version: 1, request: copy({ sources: [home('a'), { ...home('b'), account: text }] }) }),
  ])('is shown where a plan is refused', async (planned) => {
    writeFileSync(file, JSON.stringify(planned(`${evil}\nDone.`)))
    const { OSS_ENDPOINT: _, ...environment } = own()
    const got = await command(['run', file], { environment })
    expect(got.code).toBe(2)
    calm(got)
    expect(got.said.split('\n')).toHaveLength(2)
  })
})
