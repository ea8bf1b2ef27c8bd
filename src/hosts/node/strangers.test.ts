import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
  own,
  plan,
  put,
  textAt,
} from '../../../test/commandWorld.ts'
import type { CopyRequest, PortableRequest, Scope } from '../../engine/types.ts'

/** What a stranger may put into a plan, and beside it. */

let foreign: Server
let asked: string[]

inCommandWorld()
beforeAll(async () => {
  foreign = createServer((request, response) => {
    asked.push(`${request.method} ${request.headers.host}${request.url}`)
    response.end()
  })
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => foreign.close(resolve)))
beforeEach(() => {
  asked = []
})

const copy = (some: Partial<CopyRequest> = {}) => anyCopy({ conflict: 'ask', keepAcl: false, ...some })
const requests = () => ferry.store.requests.entries
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
      said: expect.stringContaining('A session token is not sent to http://oss.example'),
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
