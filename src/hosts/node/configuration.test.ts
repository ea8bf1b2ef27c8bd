import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  away,
  command,
  copy,
  ferry,
  file,
  folder,
  home,
  inCommandWorld,
  keysOf,
  plan,
  put,
} from '../../../test/commandWorld.ts'
import type { PlanFile } from '../../engine/plan/planFile.ts'
import { writeRuleFile } from '../../engine/rules/ruleFile.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import { withConfiguration } from './configuration.ts'
import { accountsOf } from './credentials.ts'

/** Where the command goes, by what the environment and a file of another tool say of region and endpoint. */

inCommandWorld()

const keys = { OSS_ACCESS_KEY_ID: 'test-id', OSS_ACCESS_KEY_SECRET: 'test-secret' }
const state = () => ({ XDG_STATE_HOME: join(folder, 'state') })
/** A store in cn-qingdao, while all that is planned lies in cn-hangzhou. */
const qingdao = () => ferry.account.endpoint.replace('cn-hangzhou', 'cn-qingdao')
const config = (text: string) => {
  writeFileSync(join(folder, 'config'), text)
  return ['--config', join(folder, 'config')]
}
const ofVersion1 = (endpoint: string, more = '') =>
  `[Credentials]\naccessKeyID=test-id\naccessKeySecret=test-secret\nendpoint=${endpoint}\n${more}`
const codeOf = (given: object) => Buffer.from(JSON.stringify(given)).toString('base64')

test.each([
  ['nothing but a file', {}, () => config(ofVersion1(qingdao()))],
  ['a file, and the region of the plan', { OSS_REGION: 'cn-hangzhou' }, () => config(ofVersion1(qingdao()))],
  ['the environment', keys, () => []],
])('an endpoint of another region than the plan is followed from there: %s', async (_what, environment, more) => {
  await put(home('dir/a'))
  plan(copy())
  const args = ['run', file, ...more()]
  const endpoint = 'OSS_ACCESS_KEY_ID' in environment ? { OSS_ENDPOINT: qingdao() } : {}
  const got = await command(args, { environment: { ...environment, ...endpoint, ...state() } })
  expect(got).toMatchObject({ code: 0, said: expect.stringContaining('Done.') })
  expect(await keysOf(away('dir/'))).toEqual(['dir/a'])
})

async function regionOfPlan(environment: Record<string, string>, more: string[] = []): Promise<string> {
  const rule = {
    name: 'Pages',
    names: ['*.html'],
    edit: { headers: { 'Cache-Control': { do: 'set' as const, value: bytesOf('no-store') } } },
  }
  writeFileSync(join(folder, 'rule.json'), writeRuleFile(rule))
  const args = ['plan', file, '--rule', join(folder, 'rule.json'), '--at', 'oss://home/site/', ...more]
  const got = await command(args, { environment: { ...environment, ...state() } })
  return got.code === 0 ? JSON.parse(readFileSync(file, 'utf8')).request.sources[0].region : got.said
}

test.each([
  ['oss-cn-hangzhou', 'cn-hangzhou'],
  ['cn-hzfinance', 'cn-hangzhou-finance'],
  ['oss-cn-hzfinance', 'cn-hangzhou-finance'],
])('the plan of a rule names the region that %s is called', async (named, region) => {
  expect(await regionOfPlan({ OSS_REGION: named })).toBe(region)
})

test('the plan of a rule has the region that the endpoint names, where nobody else does', async () => {
  expect(await regionOfPlan({ OSS_ENDPOINT: 'oss-cn-beijing.aliyuncs.com' })).toBe('cn-beijing')
})

test('so it has that of a file', async () => {
  const more = config(ofVersion1('oss-cn-shanghai-internal.aliyuncs.com'))
  expect(await regionOfPlan({}, more)).toBe('cn-shanghai')
})

test('the region of a file is not that of an endpoint of the environment', async () => {
  const more = config(`${ofVersion1('')}region=cn-shanghai\n`)
  expect(await regionOfPlan({ OSS_ENDPOINT: 'https://oss-cn-beijing.aliyuncs.com' }, more)).toBe('cn-beijing')
})

test('where nothing names a region, it is asked for', async () => {
  expect(await regionOfPlan({ OSS_ENDPOINT: 'https://oss.cloud.test' })).toContain('set OSS_REGION')
})

const ofPlan: PlanFile = { version: 1, request: { do: 'remove', sources: [home('x')] } }
const accountBy = async (text: string, environment = {}) => {
  const [, path] = config(text)
  return accountsOf(ofPlan, await withConfiguration(environment, { config: path as string })).get('1')
}

test.each([
  [
    'an authorization code',
    codeOf({
      ...{ id: 'STS.x', secret: 's', stoken: 'token', region: 'oss-cn-hangzhou' },
      eptpl: 'http://{region}.aliyuncs.com',
    }),
    'https://oss-cn-hangzhou.aliyuncs.com',
  ],
  [
    'a file with a token',
    ofVersion1('http://oss-cn-beijing-internal.aliyuncs.com', 'stsToken=token\n'),
    'https://oss-cn-beijing-internal.aliyuncs.com',
  ],
])('%s that names OSS by http is asked by https', async (_what, text, endpoint) => {
  expect(await accountBy(text)).toMatchObject({ stsToken: 'token', endpoint })
})

test('an endpoint of the environment stays as it is typed, and a token is not sent there', async () => {
  const text = ofVersion1('', 'stsToken=token\n')
  const asked = accountBy(text, { OSS_ENDPOINT: 'http://oss-cn-hangzhou.aliyuncs.com' })
  await expect(asked).rejects.toThrow('is not sent to http://oss-cn-hangzhou.aliyuncs.com')
  await expect(accountBy(ofVersion1('http://oss.cloud.test', 'stsToken=token\n'))).rejects.toThrow(
    /^A session token is not sent to http:\/\/oss\.cloud\.test/,
  )
})

test('a custom domain is in the region of the plan, whatever it is called', () => {
  const environment = { ...keys, OSS_ENDPOINT: 'https://oss-cn-beijing.aliyuncs.com', OSS_CNAME: 'true' }
  expect(accountsOf(ofPlan, environment).get('1')).toMatchObject({ region: 'cn-hangzhou', cname: 'home' })
})
