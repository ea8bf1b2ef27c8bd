import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { writePlanFile } from '../../engine/plan/planFile.ts'
import type { CopyRequest, PortableRequest } from '../../engine/types.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes, Ref } from '../../oss/types.ts'
import { main } from './main.ts'
import type { Terminal } from './terminal.ts'

/** The verbs of the command in this process, against the local OSS over the command's own transport. */

const never = new AbortController().signal
let ferry: Ferry
let folder: string
let file: string

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-verbs-'))
  file = join(folder, 'plan.json')
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
  conflict: 'skip',
  keepAcl: true,
  ...some,
})
const attributes: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60' }),
  meta: bytesOfEach({ author: '李白' }),
  tags: [{ key: 'k', value: 'v' }],
}
const put = (at: Ref, body = 'hello', more: Attributes = attributes) =>
  ferry.oss.put({ at, body, attributes: more, signal: never })
const keysOf = async (at: Ref) => (await ferry.oss.list({ at, signal: never })).objects.map(({ key }) => key)
const writes = () => ferry.store.requests.entries.filter(({ method }) => method !== 'GET' && method !== 'HEAD')

type Spoken = { code: number; said: string }

/** `answer`: a person sits there, and says this when asked. */
async function command(args: string[], answer?: string): Promise<Spoken> {
  const [input, output] = [new PassThrough(), new PassThrough()]
  let said = ''
  output.on('data', (text) => {
    said += text
    if (answer !== undefined && String(text).includes('[y/N]')) input.write(`${answer}\n`)
  })
  const isTTY = answer !== undefined
  const terminal: Terminal = {
    input: Object.assign(input, { isTTY }),
    output: Object.assign(output, { isTTY, columns: 200 }),
    errors: output,
    environment: {
      OSS_ACCESS_KEY_ID: 'test-id',
      OSS_ACCESS_KEY_SECRET: 'test-secret',
      OSS_ENDPOINT: ferry.account.endpoint,
      OSS_REGION: 'cn-hangzhou',
      XDG_STATE_HOME: join(folder, 'state'),
    },
  }
  return { code: await main(args, terminal), said }
}

function plan(request: PortableRequest): void {
  writeFileSync(file, writePlanFile(request))
}
const run = (...more: string[]) => command(['run', file, '--yes', ...more])

describe('run', () => {
  test('takes what was chosen of a folder as a whole, and no more, there and back', async () => {
    for (const key of ['dir/a.tmp', 'dir/b.tmp', 'dir/c.txt', 'dir/sub/a.tmp']) await put(home(key))
    const seen = { before: Date.now() + 60_000, since: [] }
    const tests = [{ is: 'like', text: '*.tmp', by: 'path' } as const]
    const scope = { rows: 'level', tests, except: ['dir/b.tmp'], seen, count: 1 } as const
    const sources = [{ ...home('dir/'), scope: { ...scope, except: [...scope.except] } }]
    plan(copy({ sources, base: 'dir/', target: away('kept/'), removeSource: true }))
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 objects') })
    expect(await keysOf(away(''))).toEqual(['kept/a.tmp'])
    expect(await keysOf(home('dir/'))).toEqual(['dir/b.tmp', 'dir/c.txt', 'dir/sub/a.tmp'])
    expect((await command(['undo', file, '--yes'])).code).toBe(0)
    expect([await keysOf(away('')), (await keysOf(home('dir/'))).length]).toEqual([[], 4])
  })

  test('is stopped also by a Ctrl+C that comes before there is anything to stop', async () => {
    await put(home('dir/a'))
    plan(copy())
    const atOnce = (signal: string | symbol, heard: () => void) => signal === 'SIGINT' && heard()
    process.on('newListener', atOnce)
    const first = await run().finally(() => process.off('newListener', atOnce))
    expect(first).toMatchObject({ code: 130, said: expect.stringContaining('To resume') })
    expect(await keysOf(away(''))).toEqual([])
    expect([(await run()).code, await keysOf(away(''))]).toEqual([0, ['dir/a']])
  })

  test('plans an object afresh that changed after it was planned', async () => {
    await put(home('dir/a'))
    plan(copy())
    const fault = ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
    expect(await run()).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /1 AccessDenied, for example "dir\/a".*\n +needs oss:GetObject on "acs:oss:\*:\*:home\/dir\/a"\n +needs oss:PutObject on "acs:oss:/,
      ),
    })
    fault.remove()
    await put(home('dir/a'), 'another text')
    // The first tries what was planned, and finds the source changed; the next plans it again.
    await run()
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 objects') })
    expect(await (await ferry.oss.get({ at: away('dir/a'), signal: never })).text()).toBe('another text')
  })

  test.each([
    [[home('no such/')], ['no such/']],
    [
      [home('dir/'), home('no such/'), home('nor this/')],
      ['no such/', 'nor this/'],
    ],
  ])('names the prefixes below which there is nothing: %j', async (sources, missing) => {
    await put(home('dir/a'))
    plan(copy({ sources }))
    const { code, said } = await run()
    expect(code).toBe(1)
    for (const key of missing) expect(said).toContain(`Nothing was found in oss://home/${key}`)
    expect(said).not.toContain('oss://home/dir/')
  })

  test('writes a report beside, as CSV or JSON', async () => {
    await put(home('dir/a'))
    plan(copy())
    const [csv, json] = [join(folder, 'r.csv'), join(folder, 'r.json')]
    expect((await run('--report', csv)).code).toBe(0)
    expect((await command(['report', file, `--report=${json}`])).code).toBe(0)
    expect(readFileSync(csv, 'utf8')).toMatch(/oss:\/\/home\/dir\/a,oss:\/\/away\/dir\/a,5,whole,done/)
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject([{ source: 'oss://home/dir/a', state: 'done' }])
    expect((await command(['report', file])).said).toBe(readFileSync(csv, 'utf8'))
  })

  test('sends no more requests at once than it was told', async () => {
    for (let n = 0; n < 12; n++) await put(home(`dir/${n}`))
    ferry.store.requests.clear()
    ferry.store.settings.latency = 5
    plan(copy({ keepAcl: false }))
    expect((await run('--concurrency', '1')).code).toBe(0)
    ferry.store.settings.latency = 0
    const { entries } = ferry.store.requests
    const overlaps = entries.filter(({ started }, i) => {
      const before = entries[i - 1]
      return before && started < before.started + before.milliseconds
    })
    expect([entries.length > 12, overlaps]).toEqual([true, []])
  })

  test('never sends what a terminal obeys: keys and messages are shown', async () => {
    const key = 'dir/\u001b]0;evil\u0007\u001b[2J'
    await put(home(key))
    plan(copy())
    const message = 'no \u001b[31mright'
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied', message } })
    const { code, said } = await run()
    expect(code).toBe(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
  })
})

describe('in a terminal', () => {
  test('what removes or writes over is shown and asked, and no is no', async () => {
    await put(home('dir/a'))
    await put(away('dir/a'), 'older')
    plan(copy({ removeSource: true, conflict: 'replace' }))
    ferry.store.requests.clear()
    const no = await command(['run', file], 'n')
    expect(no).toMatchObject({ code: 130, said: expect.stringContaining('Nothing was done') })
    expect(no.said).toMatch(
      /1 objects[\s\S]*1 are copied, 5 B[\s\S]*1 replace[\s\S]*1 are deleted[\s\S]*Continue\? \[y\/N\]/,
    )
    expect(writes()).toEqual([])
    expect(await command(['run', file], 'y')).toMatchObject({ code: 0, said: expect.stringMatching(/Done\.\n$/) })
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([[], ['dir/a']])
  })

  test('a copy that replaces nothing is not asked about, nor what has --yes', async () => {
    await put(home('dir/a'))
    plan(copy())
    expect(await command(['run', file], 'n')).toMatchObject({ code: 0, said: expect.not.stringContaining('[y/N]') })
    rmSync(`${file}.journal`)
    plan(copy({ removeSource: true, conflict: 'replace' }))
    expect(await command(['run', file, '--yes'], 'n')).toMatchObject({
      code: 0,
      said: expect.not.stringContaining('[y/N]'),
    })
  })

  test('one line shows how far it is, with percent', async () => {
    await put(home('dir/a'))
    plan(copy())
    expect((await command(['run', file], 'n')).said).toContain(`\r\u001b[K[${'#'.repeat(20)}] 100 % 1 of 1 objects`)
  })
})

describe('undo', () => {
  test('takes back a move, once it has a yes', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`), name)
    plan(copy({ removeSource: true }))
    expect((await run()).code).toBe(0)
    expect(await command(['undo', file])).toMatchObject({ code: 2, said: expect.stringContaining('--yes') })
    expect(await command(['undo', file], 'no')).toMatchObject({ code: 130 })
    expect(await keysOf(home('dir/'))).toEqual([])
    expect(await command(['undo', file, '--yes'])).toMatchObject({ code: 0, said: expect.stringContaining('2 of 2') })
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([['dir/a', 'dir/b'], []])
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('was undone') })
  })

  test('leaves what is no longer what the run made, and says so', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`), name)
    plan(copy())
    await run()
    await put(away('dir/a'), 'mine')
    expect(await command(['undo', file, '--yes'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('1 notOurs, for example "dir/a"'),
    })
    expect(await keysOf(away(''))).toEqual(['dir/a'])
  })

  test('takes back a move that got half way, also when it is asked for twice', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`), name)
    plan(copy({ removeSource: true }))
    const fault = ferry.store.faults.add({
      op: ['DeleteObject', 'DeleteMultipleObjects'],
      error: { code: 'AccessDenied' },
    })
    expect((await run()).code).toBe(1)
    fault.remove()
    expect(await command(['undo', file], 'no')).toMatchObject({ code: 130 })
    expect(await command(['undo', file, '--yes'])).toMatchObject({ code: 0, said: expect.stringContaining('2 of 2') })
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([['dir/a', 'dir/b'], []])
  })

  test('of a plan that was not run, or removed', async () => {
    plan(copy())
    expect(await command(['undo', file, '--yes'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('not been run yet'),
    })
    rmSync(`${file}.journal`)
    await put(home('dir/a'))
    plan({ do: 'remove', sources: [home('dir/')] })
    await run()
    expect(await command(['undo', file, '--yes'])).toMatchObject({
      code: 2,
      said: expect.stringContaining("can't be undone"),
    })
  })
})

describe('verify', () => {
  test('finds nothing where nothing is, and each thing that differs', async () => {
    for (const name of ['same', 'bytes', 'meta', 'tags', 'acl', 'class', 'gone', 'header'])
      await put(home(`dir/${name}`))
    plan(copy())
    expect((await run()).code).toBe(0)
    expect(await command(['verify', file])).toEqual({ code: 0, said: '8 compared, 0 differ.\n' })
    const { headers, meta, tags } = attributes
    await put(away('dir/bytes'), 'hullo')
    await put(away('dir/meta'), 'hello', { ...attributes, meta: { ...meta, author: bytesOf('杜甫') } })
    await put(away('dir/header'), 'hello', {
      ...attributes,
      headers: { ...headers, 'Cache-Control': bytesOf('no-store') },
    })
    await ferry.oss.putTags({
      at: away('dir/tags'),
      tags: [...(tags ?? []), { key: 'new', value: 'x' }],
      signal: never,
    })
    await ferry.oss.putAcl({ at: away('dir/acl'), acl: 'public-read', signal: never })
    await put(away('dir/class'), 'hello', { ...attributes, storageClass: 'IA' })
    await ferry.oss.remove({ at: away('dir/gone'), signal: never })
    ferry.store.requests.clear()
    const { code, said } = await command(['verify', file])
    expect([code, said.trim().split('\n').sort()]).toEqual([
      1,
      [
        '8 compared, 7 differ.',
        'oss://away/dir/acl: ACL is "public-read" and was "default"',
        expect.stringMatching(/^oss:\/\/away\/dir\/bytes: CRC64 is "\d+" and was "\d+"$/),
        'oss://away/dir/class: storage class is "IA" and was "Standard"',
        'oss://away/dir/gone: is not there',
        'oss://away/dir/header: header Cache-Control is "no-store" and was "max-age=60"',
        'oss://away/dir/meta: metadata author is "杜甫" and was "李白"',
        'oss://away/dir/tags: tag new is "x" and was nothing',
      ],
    ])
    expect(writes()).toEqual([])
  })

  test('of a move says what it could not compare, and sees a damaged copy', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`))
    plan(copy({ removeSource: true, sources: [home('dir/'), home('large')] }))
    await run()
    const whole = await command(['verify', file])
    expect(whole).toEqual({
      code: 0,
      said: expect.stringMatching(/3 not compared: .*sources are gone\n3 compared, 0 differ/),
    })
    await put(away('dir/a'), 'hullo')
    expect(await command(['verify', file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('3 compared, 1 differ'),
    })
    expect((await command(['undo', file, '--yes'])).code).toBe(1)
  })

  test('of an edit, and of what was not done', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`))
    plan({
      do: 'change',
      sources: [home('dir/')],
      change: { meta: bytesOfEach({ Author: null, year: '745' }), acl: 'private' },
    })
    ferry.store.faults.add({ op: 'CopyObject', key: 'dir/b', error: { code: 'AccessDenied' } })
    await run()
    const { code, said } = await command(['verify', file])
    expect([code, said]).toEqual([1, expect.stringMatching(/1 of 2 objects were not done[\s\S]*1 compared, 0 differ/)])
    ferry.store.faults.clear()
    await run()
    await put(home('dir/a'))
    expect(await command(['verify', file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('metadata year is nothing'),
    })
  })
})

describe('a journal', () => {
  test.each([
    ['the form before this', '{"version":1,"request":{}}\n', 'of version 1'],
    ['something else', 'my notes\n', 'no journal of oss-ferry'],
  ])('of %s is refused in words, and stays', async (_what, text, words) => {
    plan(copy())
    writeFileSync(`${file}.journal`, text)
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining(words) })
    expect(readFileSync(`${file}.journal`, 'utf8')).toBe(text)
  })

  test('that is broken in the middle is refused in words; one that was cut goes on', async () => {
    await put(home('dir/a'))
    plan(copy())
    await run()
    const text = readFileSync(`${file}.journal`, 'utf8')
    writeFileSync(`${file}.journal`, text.replace('["run",0,', '["run"0,'))
    expect(await run()).toMatchObject({
      code: 2,
      said: expect.stringMatching(/cannot be read\. It is broken at byte \d+\./),
    })
    writeFileSync(`${file}.journal`, text)
    appendFileSync(`${file}.journal`, '["run",0,"wai')
    expect(await run()).toMatchObject({ code: 0 })
  })
})

describe('one at a time', () => {
  const lock = () => `${file}.lock`
  const holder = (some: object) =>
    JSON.stringify({ pid: process.pid, host: hostname(), since: 'noon', id: 'x', ...some })

  test.each(['run', 'undo'])('%s says who runs the plan', async (verb) => {
    plan(copy())
    writeFileSync(lock(), holder({}))
    const { code, said } = await command([verb, file, '--yes'])
    expect([code, said]).toEqual([2, expect.stringContaining(`process ${process.pid} on ${hostname()}, since noon`)])
    expect(existsSync(lock())).toBe(true)
  })

  test('two at once: one runs, the other changes nothing', async () => {
    for (let n = 0; n < 30; n++) await put(home(`dir/${n}`))
    plan(copy())
    const both = await Promise.all([run(), run()])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2])
    expect(await keysOf(away(''))).toHaveLength(30)
    expect(existsSync(lock())).toBe(false)
  })

  test.each([
    ['that is dead', { pid: 2 ** 22 + 1 }],
    ['whose number another has now', { started: 'long ago' }],
  ])('the lock of a process %s is taken over, by one of many', async (_what, some) => {
    await put(home('dir/a'))
    plan(copy())
    writeFileSync(lock(), holder(some))
    const all = await Promise.all(Array.from({ length: 5 }, () => run()))
    expect(all.map(({ code }) => code).sort()).toEqual([0, 2, 2, 2, 2])
    expect(existsSync(lock())).toBe(false)
  })

  test('the lock of another computer stays, whatever its number', async () => {
    plan(copy())
    writeFileSync(lock(), holder({ pid: 2 ** 22 + 1, host: 'elsewhere' }))
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('on elsewhere') })
  })
})

test.each([
  [['run', 'p', '--concurrency', '0'], 'from 1 to 256'],
  [['run', 'p', '--concurrency'], 'needs a value'],
  [['run', 'p', '--report', 'r.txt'], '.csv or .json'],
  [['run', 'p', '--fast'], 'Unknown option --fast'],
  [['report', 'p', 'q'], 'Usage'],
])('%j is not begun', async (args, words) => {
  expect(await command(args)).toMatchObject({ code: 2, said: expect.stringContaining(words) })
})
