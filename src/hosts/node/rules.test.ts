import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { writeRuleFile } from '../../engine/rules/ruleFile.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Headers, Ref } from '../../oss/types.ts'
import { main } from './main.ts'

/** From a rule to what it made of the objects, by the command. */

const never = new AbortController().signal
let ferry: Ferry
let folder: string

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ferry-rules-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const home = (key: string): Ref => ({ account: '1', region: 'cn-hangzhou', bucket: 'home', key })
const put = (key: string, headers: Headers = {}, body = key) =>
  ferry.oss.put({ at: home(key), body, attributes: { headers, meta: {}, tags: [] }, signal: never })
const cacheOf = async (key: string) => (await ferry.oss.head({ at: home(key), signal: never })).headers['Cache-Control']
const file = (name: string) => join(folder, name)

async function command(...args: string[]): Promise<{ code: number; said: string }> {
  const output = new PassThrough()
  let said = ''
  output.on('data', (text) => {
    said += text
  })
  const environment = {
    OSS_ACCESS_KEY_ID: 'test-id',
    OSS_ACCESS_KEY_SECRET: 'test-secret',
    OSS_ENDPOINT: ferry.account.endpoint,
    OSS_REGION: 'cn-hangzhou',
    XDG_STATE_HOME: file('state'),
  }
  return { code: await main(args, { input: new PassThrough(), output, errors: output, environment }), said }
}

const pages = {
  name: 'Pages',
  names: ['*.html', '*.HTM'],
  size: { from: 3 },
  when: { headers: { 'Cache-Control': { is: 'absent' as const } } },
  edit: { headers: { 'Cache-Control': { do: 'set' as const, value: bytesOf('max-age=300') } } },
}
const plan = (at = 'oss://home/site/') => command('plan', file('plan.json'), '--rule', file('rule.json'), '--at', at)

test('a rule becomes a plan of a place, which runs, is undone, and runs again for what no longer fits', async () => {
  const old = bytesOfEach({ 'Cache-Control': 'no-store' })
  const keys = ['site/a.html', 'site/sub/B.HTM', 'site/c.css', 'other/d.html']
  for (const key of keys) await put(key)
  await put('site/old.html', old)
  await put('site/small.html', {}, 'xx')
  writeFileSync(file('rule.json'), writeRuleFile(pages))
  ferry.store.requests.clear()
  expect(await plan()).toMatchObject({ code: 0, said: expect.stringContaining('“Pages”') })
  expect(ferry.store.requests.entries).toEqual([])

  expect(await command('run', file('plan.json'))).toMatchObject({ code: 2, said: expect.stringContaining('--yes') })
  expect((await command('run', file('plan.json'), '--yes')).code).toBe(0)
  const set = bytesOf('max-age=300')
  expect(await Promise.all(keys.map(cacheOf))).toEqual([set, set, undefined, undefined])
  expect(await cacheOf('site/old.html')).toBe(old['Cache-Control'])
  expect(await cacheOf('site/small.html')).toBeUndefined()

  expect((await command('undo', file('plan.json'), '--yes')).code).toBe(0)
  expect(await cacheOf('site/a.html')).toBeUndefined()
  const again = ['--rule', file('rule.json'), '--at', 'oss://home/site/']
  expect((await command('plan', file('again.json'), ...again)).code).toBe(0)
  expect((await command('run', file('again.json'), '--yes')).code).toBe(0)
  expect(await cacheOf('site/a.html')).toBe(set)
})

test('an age is counted from when the plan is made', async () => {
  writeFileSync(file('rule.json'), writeRuleFile({ ...pages, unmodifiedDays: 90 }))
  const before = Date.now()
  expect((await plan('oss://home/')).code).toBe(0)
  const { tests } = JSON.parse(readFileSync(file('plan.json'), 'utf8')).request.sources[0].scope
  const { to } = tests.find(({ is }: { is: string }) => is === 'modified')
  expect(to).toBeGreaterThanOrEqual(before - 90 * 86_400_000)
  expect(to).toBeLessThanOrEqual(Date.now() - 90 * 86_400_000)
})

test.each([
  ['oss://home/site', '--at is a bucket or a folder'],
  ['home/site/', '--at is a bucket or a folder'],
  ['oss://Home/', '--at is a bucket or a folder'],
])('no plan is written for %s', async (at, said) => {
  writeFileSync(file('rule.json'), writeRuleFile(pages))
  expect(await plan(at)).toMatchObject({ code: 2, said: expect.stringContaining(said) })
  expect(existsSync(file('plan.json'))).toBe(false)
})

test('a plan that is there is not overwritten, and --rule is of plan alone', async () => {
  writeFileSync(file('rule.json'), writeRuleFile(pages))
  writeFileSync(file('plan.json'), 'mine')
  expect(await plan()).toMatchObject({ code: 2, said: expect.stringContaining('already exists') })
  expect(readFileSync(file('plan.json'), 'utf8')).toBe('mine')
  expect(await command('run', file('plan.json'), '--rule', 'x')).toMatchObject({ code: 2 })
  writeFileSync(file('rule.json'), '{"version":1,"rule":{}}')
  expect(await plan()).toMatchObject({ code: 2, said: expect.stringContaining('rule.name: a text is expected') })
})
