import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { writePlanFile } from '../engine/plan/planFile.ts'
import { createOss } from './client.ts'
import type { Account, Oss, Ref } from './types.ts'

/** A custom domain that is bound to one bucket: over the gateway, and by the command. */

const { signal } = new AbortController()
let ferry: Ferry
let account: Account
let oss: Oss

beforeAll(async () => {
  ferry = await startFerry()
  const { port } = new URL(ferry.account.endpoint)
  // Its name looks like that of a region, and is none.
  const domain = 'oss-cn-hangzhou-files.localhost'
  ferry.store.settings.cnames = { [domain]: 'home' }
  account = { ...ferry.account, endpoint: `http://${domain}:${port}`, cname: 'home' }
  oss = createOss(account, ferry.transport)
})
afterAll(() => ferry.close())

const at = (key: string, bucket = 'home'): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const put = (key: string) => oss.put({ at: at(key), body: key, attributes: {}, signal })

test.each(['a', 'dir/报告 +?.txt', 'a/../b'])(
  'objects are written, listed, copied, and read through it: %s',
  async (key) => {
    await put(key)
    const { etag: ifMatch } = await oss.head({ at: at(key), signal })
    const copy = { source: at(key), at: at(`copy of/${key}`), ifMatch, replace: false, attributes: {} }
    await oss.copyObject({ ...copy, signal })
    expect((await oss.list({ at: at(`copy of/${key}`), signal })).objects.map((one) => one.key)).toEqual([
      `copy of/${key}`,
    ])
    expect(await (await oss.get({ at: at(`copy of/${key}`), signal })).text()).toBe(key)
  },
)

test('parts go through it, and what is of the bucket itself', async () => {
  const target = at('parts')
  const uploadId = await oss.initiate({ at: target, attributes: {}, signal })
  await oss.uploadPart({ at: target, uploadId, number: 1, body: new Blob(['x']), signal })
  expect(await oss.listParts({ at: target, uploadId, signal })).toHaveLength(1)
  await oss.abort({ at: target, uploadId, signal })
  expect((await oss.bucketInfo({ bucket: at(''), signal })).region).toBe('cn-hangzhou')
})

test('URLs name it, and open', async () => {
  await put('shared')
  const url = await oss.signUrl({ at: at('shared'), seconds: 60 })
  expect(url).toContain(`${account.endpoint}/shared?`)
  expect(oss.publicUrl({ at: at('shared') })).toBe(`${account.endpoint}/shared`)
  const open = ferry.transport({ url, method: 'GET', headers: {}, reads: true, timeout: 9000, signal })
  expect(new TextDecoder().decode((await open).data)).toBe('shared')
})

test('of another bucket, or of all of them, nothing is sent: the domain would take it for its own', async () => {
  ferry.store.requests.clear()
  const refused = { kind: 'gateway', code: 'OtherBucket' }
  await expect(oss.list({ at: at('', 'away'), signal })).rejects.toMatchObject(refused)
  await expect(oss.put({ at: at('x', 'away'), body: 'x', attributes: {}, signal })).rejects.toMatchObject(refused)
  await expect(oss.listBuckets({ signal })).rejects.toMatchObject(refused)
  expect(ferry.store.requests.entries).toEqual([])
})

test('without the word that it is one, the store refuses the domain', async () => {
  const { cname: _, ...plain } = account
  const { port } = new URL(account.endpoint)
  const wrong = createOss({ ...plain, endpoint: `http://files.localhost:${port}` }, ferry.transport)
  await expect(wrong.list({ at: at(''), signal })).rejects.toMatchObject({ kind: 'http' })
})

test('the command goes through it', async () => {
  await put('old/1')
  const folder = mkdtempSync(join(tmpdir(), 'ferry-cname-'))
  const plan = join(folder, 'plan.json')
  writeFileSync(plan, writePlanFile({ do: 'remove', sources: [at('old/')] }))
  const { endpoint: OSS_ENDPOINT, accessKeyId, accessKeySecret } = account
  const keys = {
    OSS_ACCESS_KEY_ID: accessKeyId,
    OSS_ACCESS_KEY_SECRET: accessKeySecret,
    OSS_ENDPOINT,
    OSS_CNAME: 'true',
  }
  const env = { PATH: process.env.PATH ?? '', XDG_STATE_HOME: folder, ...keys }
  const child = spawn(process.execPath, ['bin/oss-ferry.js', 'run', plan, '--yes'], { env, stdio: 'ignore' })
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
  expect((await oss.list({ at: at('old/'), signal })).objects).toEqual([])
  rmSync(folder, { recursive: true })
})
