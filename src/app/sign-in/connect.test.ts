import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { createOss } from '../../oss/client.ts'
import type { Account } from '../../oss/types.ts'
import { signedFor } from './connect.ts'

/** What a refusal of the local OSS says of the region of an account, and whether it signs in there. */

const { signal } = new AbortController()
let ferry: Ferry
beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())

const buckets = (account: Account) => createOss(account, ferry.transport).listBuckets({ signal })
const refusalOf = (account: Account) => buckets(account).catch((error) => error)

test('the endpoint says of which region it is, where another one was chosen', async () => {
  const account = { ...ferry.account, region: 'cn-qingdao' }
  const moved = signedFor(account, await refusalOf(account))
  expect(moved).toEqual(ferry.account)
  expect(await buckets(moved ?? account)).not.toEqual([])
})

test('a start path of another region than the endpoint is found from there', async () => {
  const account = { ...ferry.account, endpoint: ferry.account.endpoint.replace('cn-hangzhou', 'cn-qingdao') }
  const at = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: '' }
  const list = (by: Account) => createOss(by, ferry.transport).list({ at, signal })
  const moved = signedFor(account, await list(account).catch((error) => error))
  expect(moved).toEqual({ ...account, region: 'cn-qingdao' })
  expect((await list(moved ?? account)).objects).toHaveLength(1)
})

test('a wrong secret moves nothing', async () => {
  const account = { ...ferry.account, region: 'cn-qingdao', accessKeySecret: 'no' }
  const refusal = await refusalOf({ ...account, region: 'cn-hangzhou' })
  expect([refusal.code, signedFor(account, refusal)]).toEqual(['SignatureDoesNotMatch', undefined])
})
