import { type ChildProcess, type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { writePlanFile } from '../../engine/plan/planFile.ts'
import type { CopyRequest, PortableRequest } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'

/** The command as a person runs it: a process of its own against the local OSS. */

const never = new AbortController().signal
let ferry: Ferry
let folder: string
let file: string

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-run-'))
  file = join(folder, 'plan.json')
  ferry.store.faults.clear()
  for (const at of [home(''), away(''), far('')])
    for (const { key } of (await ferry.oss.list({ at, signal: never })).objects)
      if (key !== 'large') await ferry.oss.remove({ at: { ...at, key }, signal: never })
  ferry.store.requests.clear()
})
afterEach(() => rmSync(folder, { recursive: true }))

const home = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const away = (key: string): Ref => ({ ...home(key), bucket: 'away' })
const far = (key: string): Ref => ({ ...home(key), bucket: 'far', region: 'cn-qingdao' })
const move = (some: Partial<CopyRequest> = {}): CopyRequest => ({
  do: 'copy',
  sources: [home('dir/')],
  target: away(''),
  placement: 'into',
  removeSource: true,
  conflict: 'skip',
  keepAcl: false,
  ...some,
})

const own = () => ({
  OSS_ACCESS_KEY_ID: 'test-id',
  OSS_ACCESS_KEY_SECRET: 'test-secret',
  OSS_ENDPOINT: ferry.account.endpoint,
  OSS_REGION: 'cn-hangzhou',
  XDG_STATE_HOME: join(folder, 'state'),
})

type Running = { child: ChildProcess; ended: Promise<{ code: number | null; said: string }> }

function start(args: string[], environment: Record<string, string> = own()): Running {
  const env = { PATH: process.env.PATH ?? '', ...environment }
  return watched(spawn(process.execPath, ['bin/oss-ferry.js', ...args], { env }))
}

function watched(child: ChildProcessByStdio<null | Writable, Readable, Readable>): Running {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      said += text
    })
  const ended = new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
  return { child, ended }
}

function run(request: PortableRequest): Running {
  writeFileSync(file, writePlanFile(request))
  return start(['run', file, '--yes'])
}

const keysOf = async (at: Ref) => (await ferry.oss.list({ at, signal: never })).objects.map(({ key }) => key)
const put = (at: Ref, body: string) => ferry.oss.put({ at, body, attributes: {}, signal: never })
const copies = () => ferry.store.requests.entries.filter(({ op }) => op === 'CopyObject')

/** Resolves when so many copies have been answered. */
async function copied(count: number): Promise<void> {
  const seen = new Set<unknown>()
  while (seen.size < count)
    seen.add(await ferry.store.requests.answered((entry) => entry.op === 'CopyObject' && !seen.has(entry)))
}

async function fill(count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, (_, n) => `dir/${String(n).padStart(3, '0')}`)
  await Promise.all(keys.map((key) => put(home(key), key)))
  ferry.store.requests.clear()
  return keys
}

test('a plan is carried out, and says so', async () => {
  const keys = await fill(20)
  const { code, said } = await run(move()).ended
  expect([code, said]).toEqual([0, expect.stringMatching(/20 of 20 objects.*\nDone\.\n$/)])
  expect([await keysOf(away('')), await keysOf(home('dir/'))]).toEqual([keys, []])
})

describe('by its name', () => {
  const { name, version, bin } = JSON.parse(readFileSync('package.json', 'utf8'))
  const [command = ''] = Object.keys(bin)
  const byName = (cwd: string) => {
    writeFileSync(file, writePlanFile(move()))
    const env = { PATH: process.env.PATH ?? '', HOME: folder, npm_config_offline: 'true', ...own() }
    const args = ['--no-install', command, 'run', file, '--yes']
    return watched(spawn('npx', args, { cwd, env })).ended
  }

  test('npx oss-ferry in a checkout', async () => {
    const keys = await fill(3)
    expect(await byName(process.cwd())).toMatchObject({
      code: 0,
      said: expect.stringMatching(/3 of 3 objects[\s\S]*Done\./),
    })
    expect(await keysOf(away(''))).toEqual(keys)
  })

  test('npx oss-ferry where the packed package is installed, with nothing beside it', async () => {
    const keys = await fill(3)
    const app = installed()
    expect(await byName(app)).toMatchObject({ code: 0, said: expect.stringMatching(/3 of 3 objects[\s\S]*Done\./) })
    expect(await keysOf(away(''))).toEqual(keys)
  })

  /** As `npm install oss-ferry.tgz` leaves a folder, but that nothing else is installed. */
  function installed(): string {
    const modules = join(folder, 'app', 'node_modules')
    mkdirSync(join(modules, '.bin'), { recursive: true })
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder])
    execFileSync('tar', ['-xzf', join(folder, `${name}-${version}.tgz`), '-C', modules])
    renameSync(join(modules, 'package'), join(modules, name))
    symlinkSync(join('..', name, bin[command]), join(modules, '.bin', command))
    chmodSync(join(modules, name, bin[command]), 0o755)
    return join(folder, 'app')
  }
})

describe('in the middle of 300 objects', () => {
  test('killed: run again it does the rest, and nothing twice', async () => {
    const keys = await fill(300)
    ferry.store.faults.add({ op: 'CopyObject', delay: 30 })
    const { child, ended } = run(move())
    await copied(100)
    child.kill('SIGKILL')
    await ended
    const before = copies().length
    expect(before).toBeLessThan(300)
    // A crash can cut off the line that is being written.
    appendFileSync(`${file}.journal`, '{"n":7,"pat')
    expect(await start(['run', file]).ended).toMatchObject({ code: 0 })
    expect([await keysOf(away('')), await keysOf(home('dir/'))]).toEqual([keys, []])
    // Only what was in flight when it was killed, or answered and not yet on disk, may be copied again.
    expect(copies().length).toBeLessThan(before + 300 - 32)
    ferry.store.requests.clear()
    expect(await start(['run', file]).ended).toMatchObject({ code: 0, said: expect.stringContaining('300 of 300') })
    expect(ferry.store.requests.entries).toEqual([])
  })

  test('Ctrl+C: stops cleanly, says how to go on, and goes on', async () => {
    const keys = await fill(300)
    ferry.store.faults.add({ op: 'CopyObject', delay: 30 })
    const { child, ended } = run(move())
    await copied(50)
    child.kill('SIGINT')
    const { code, said } = await ended
    // What was in flight ended, and nothing else was begun.
    expect(copies().length).toBeLessThan(300)
    expect([code, said]).toEqual([130, expect.stringContaining(`To resume: oss-ferry run ${file}`)])
    expect(await start(['run', file]).ended).toMatchObject({ code: 0 })
    expect([await keysOf(away('')), await keysOf(home('dir/'))]).toEqual([keys, []])
  })
})

test('a rename whose places overlap goes in the right order', async () => {
  for (const name of ['x', 'b/x', 'b/b/x']) await put(home(`dir/${name}`), name)
  const { code } = await run(move({ target: home('dir/b/'), placement: 'exact' })).ended
  expect([code, await keysOf(home('dir/'))]).toEqual([0, ['dir/b/b/b/x', 'dir/b/b/x', 'dir/b/x']])
})

test('a large object goes on with the parts that are missing', async () => {
  ferry.store.faults.add({ op: 'UploadPartCopy', delay: 20 })
  const request = move({ sources: [home('large')], removeSource: false })
  const { child, ended } = run(request)
  await ferry.store.requests.answered(({ op, partNumber }) => op === 'UploadPartCopy' && partNumber === 40)
  child.kill('SIGKILL')
  await ended
  expect(await start(['run', file]).ended).toMatchObject({ code: 0 })
  const sent = ferry.store.requests.entries.filter(({ op }) => op === 'UploadPartCopy').length
  expect(sent).toBeLessThanOrEqual(96 + 32)
  const [before, after] = await Promise.all(
    [home('large'), away('large')].map((at) => ferry.oss.head({ at, signal: never })),
  )
  expect(after?.crc64).toBe(before?.crc64)
  expect(await ferry.oss.listUploads({ at: away(''), signal: never })).toEqual([])
})

test('a relay between two accounts takes both keys from the environment', async () => {
  await fill(3)
  writeFileSync(
    file,
    writePlanFile(move({ target: { ...far(''), account: 'other' }, relay: true, removeSource: false })),
  )
  expect(await start(['run', file]).ended).toMatchObject({
    code: 2,
    said: 'OSS_TARGET_ACCESS_KEY_ID is not set in the environment.\n',
  })
  const theirs = {
    OSS_TARGET_ACCESS_KEY_ID: 'other-id',
    OSS_TARGET_ACCESS_KEY_SECRET: 'other-secret',
    OSS_TARGET_ENDPOINT: ferry.account.endpoint,
    OSS_TARGET_REGION: 'cn-hangzhou',
  }
  expect(await start(['run', file], { ...own(), ...theirs }).ended).toMatchObject({ code: 0 })
  expect(await keysOf(far(''))).toEqual(['dir/000', 'dir/001', 'dir/002'])
})

describe('what was not done', () => {
  test('is named, ends with 1, and is tried again by the next run', async () => {
    await fill(5)
    const fault = ferry.store.faults.add({ op: 'CopyObject', key: 'dir/003', error: { code: 'AccessDenied' } })
    const { code, said } = await run(move()).ended
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/1 AccessDenied, for example "dir\/003": .*\n( +needs .*\n)+.*retry what failed/),
    ])
    expect(await keysOf(home('dir/'))).toEqual(['dir/003'])
    fault.remove()
    expect(await start(['run', file]).ended).toMatchObject({ code: 0 })
    expect(await keysOf(home('dir/'))).toEqual([])
  })

  test('a key that is no longer good stops all at once', async () => {
    await fill(50)
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'InvalidAccessKeyId' } })
    const { code, said } = await run(move()).ended
    expect([code, said]).toEqual([1, expect.stringContaining('Nothing is lost. To resume')])
    expect(copies().length).toBeLessThan(50)
  })
})

describe('keys from a file of another tool', () => {
  const config = () => join(folder, 'ossutilconfig')
  /** No keys, but what the local OSS needs. */
  const without = () => ({ XDG_STATE_HOME: join(folder, 'state') })
  const [id, secret] = ['test-id', 'test-secret']
  const filed = (profile: string, key = secret) =>
    `[${profile}]\naccessKeyID=${id}\naccessKeySecret=${key}\nregion=cn-hangzhou\nendpoint=${ferry.account.endpoint}\n`

  test('a configuration of ossutil, and a profile of it', async () => {
    const keys = await fill(2)
    writeFileSync(config(), filed('default', 'not-it') + filed('profile backup'))
    writeFileSync(file, writePlanFile(move()))
    const args = ['run', file, '--yes', '--config', config()]
    expect(await start([...args, '--profile', 'other'], without()).ended).toMatchObject({ code: 2 })
    expect(await start([...args, '--profile', 'backup'], without()).ended).toMatchObject({ code: 0 })
    expect(await keysOf(away('dir/'))).toEqual(keys)
  })

  test('keys of the environment come first, and a code that is over says so', async () => {
    await fill(1)
    const code = { id, secret, expiration: '2020-01-01T00:00:00Z' }
    writeFileSync(config(), Buffer.from(JSON.stringify(code)).toString('base64'))
    writeFileSync(file, writePlanFile(move()))
    const args = ['run', file, '--yes', '--config', config()]
    const said = expect.stringContaining('expired 2020-01-01')
    expect(await start(args, without()).ended).toMatchObject({ code: 2, said })
    expect(await start(args).ended).toMatchObject({ code: 0 })
  })
})

describe('what cannot begin ends with 2', () => {
  test.each([
    [['run'], 'Usage: oss-ferry run'],
    [['walk', 'x'], 'Usage: oss-ferry run'],
    [['run', 'no such file'], 'no such file'],
  ])('%j', async (args, said) => {
    expect(await start(args).ended).toMatchObject({ code: 2, said: expect.stringContaining(said) })
  })

  test('a plan with a fault, a missing key, the journal of another plan', async () => {
    writeFileSync(file, '{"version":1,"request":{"do":"copy","sources":[{"bucket":"b"}]}}')
    expect(await start(['run', file]).ended).toMatchObject({
      code: 2,
      said: 'request.sources[0].account: a text is expected\n',
    })
    writeFileSync(file, writePlanFile(move()))
    expect(await start(['run', file], {}).ended).toMatchObject({
      code: 2,
      said: 'OSS_ACCESS_KEY_ID is not set in the environment.\n',
    })
    expect(existsSync(`${file}.journal`)).toBe(false)
    await run(move()).ended
    const before = readFileSync(`${file}.journal`, 'utf8')
    const { code, said } = await run(move({ removeSource: false })).ended
    expect([code, said]).toEqual([2, expect.stringContaining('is the journal of another plan')])
    expect(before).toContain('"planned":true')
    expect(readFileSync(`${file}.journal`, 'utf8')).toBe(before)
  })
})
