import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type RightsStore, startRightsStore } from '../../../test/rights.ts'
import { singleWorld } from '../../../test/single.ts'
import type { Ref } from '../../oss/types.ts'
import { needs } from '../needs.ts'
import { probe } from './probe.ts'

/** What a key may do at a place is told as it is, and asking changes nothing. */

const { signal } = new AbortController()
let store: RightsStore
const at = (bucket: string, key = ''): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const place = at('source', 'dir/')
/** Nothing that asks for them could be sure to leave all as it is. */
const notAsked = ['oss:DeleteObject']

beforeAll(async () => {
  store = await startRightsStore()
})
afterAll(() => store.close())
beforeEach(() => store.fill())

const told = async (where = place) =>
  Object.entries(await probe(where, singleWorld(store.key))).map(([action, { is }]) => [action, is] as const)

test('with everything allowed all that is asked for may be done', async () => {
  store.setPolicy([{ effect: 'Allow', actions: ['oss:*'], resources: ['*'] }])
  for (const [action, is] of await told()) expect([action, is]).toEqual([action, 'may'])
})

test('with nothing allowed nothing may be done that is asked for, and what can not be read is not known', async () => {
  store.setPolicy([])
  const verdicts = await told()
  for (const [action, is] of verdicts) expect([action, is]).toEqual([action, 'mayNot'])
  expect(verdicts.map(([action]) => action)).not.toContain('oss:GetObject')
})

const actions = [...new Set(Object.values(needs).flatMap((all) => all.map(({ action }) => action)))]

test('each right that is lacking is told, with the policy for the place, and no other', async () => {
  const asked = (await told()).map(([action]) => action)
  for (const action of asked.filter((one) => one !== 'oss:ListObjects')) {
    store.setPolicy([
      { effect: 'Allow', actions: ['oss:*'], resources: ['*'] },
      { effect: 'Deny', actions: [action], resources: ['*'] },
    ])
    const verdicts = Object.entries(await probe(place, singleWorld(store.key)))
    const lacking = verdicts.filter(([, { is }]) => is === 'mayNot').map(([name]) => name)
    expect(lacking).toEqual([action])
    const verdict = verdicts.find(([name]) => name === action)?.[1]
    const resource = /Bucket|List(?!Parts)|ListMultipart/.test(action) ? 'source' : 'source/dir/*'
    expect(verdict).toMatchObject({ lacks: [{ action, resource: `acs:oss:*:*:${resource}` }] })
  }
  expect(notAsked.every((action) => actions.includes(action) && !asked.includes(action))).toBe(true)
})

test.each(['source', 'kept'])('nothing is changed by it in the bucket %s', async (bucket) => {
  store.setPolicy([{ effect: 'Allow', actions: ['oss:*'], resources: ['*'] }])
  await store.owner.initiate({ at: at(bucket, 'begun'), attributes: {}, signal })
  const before = await all(bucket)
  for (const prefix of ['', 'dir/', 'nothing/']) await probe(at(bucket, prefix), singleWorld(store.key))
  expect(await all(bucket)).toBe(before)
})

/** Every version, upload, tag and ACL. */
async function all(bucket: string): Promise<string> {
  const { owner } = store
  const { versions } = await owner.listVersions({ at: at(bucket), signal })
  const { objects } = await owner.list({ at: at(bucket), signal })
  const own = await Promise.all(
    objects.map(async ({ key }) => [
      await owner.getTags({ at: at(bucket, key), signal }),
      await owner.getAcl({ at: at(bucket, key), signal }),
      await owner.head({ at: at(bucket, key), signal }).then(({ served: _, ...head }) => head),
    ]),
  )
  const uploads = await owner.listUploads({ at: at(bucket), signal })
  const parts = await Promise.all(
    uploads.map(({ key, uploadId }) => owner.listParts({ at: at(bucket, key), uploadId, signal })),
  )
  return createHash('sha256')
    .update(JSON.stringify([versions, objects, own, uploads, parts]))
    .digest('hex')
}

test('a session that is read-only sends nothing that writes, and says that it does not know', async () => {
  const { entries } = store.local.requests
  store.local.requests.clear()
  const verdicts = Object.entries(await probe(place, singleWorld(store.reader)))
  expect(verdicts.filter(([, { is }]) => is === 'notKnown').map(([action]) => action)).toContain('oss:PutObject')
  expect(entries.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([])
})
