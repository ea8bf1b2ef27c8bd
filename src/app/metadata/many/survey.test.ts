import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RightsStore, startRightsStore } from '../../../../test/rights.ts'
import { asFarAsRead, readOne } from './survey.ts'
import { tagCounts } from './valueCounts.ts'

const { signal } = new AbortController()
let store: RightsStore
beforeAll(async () => {
  store = await startRightsStore()
})
afterAll(() => store.close())

test('without the right to read tags nobody is told that there are none', async () => {
  const at = (key: string) => ({ account: 'me', region: 'cn-hangzhou', bucket: 'source', key })
  await store.owner.put({ at: at('o'), body: 'o', attributes: { tags: [{ key: 'k', value: 'v' }] }, signal })
  await store.owner.put({ at: at('bare'), body: 'o', attributes: {}, signal })
  const read = async (key: string) => {
    const one = await readOne(store.key, at(key), signal)
    return one ? [one] : []
  }
  store.setPolicy([{ effect: 'Allow', actions: ['oss:*'], resources: ['*'] }])
  const all = [...(await read('o')), ...(await read('bare'))]
  expect(all.map(({ tags }) => tags)).toEqual([[{ key: 'k', value: 'v' }], []])
  expect(tagCounts(asFarAsRead(all))).toEqual([{ value: 'k=v', count: 1 }])
  store.setPolicy([{ effect: 'Allow', actions: ['oss:GetObject', 'oss:GetObjectAcl'], resources: ['*'] }])
  const [one, ...none] = await read('o')
  expect([one?.tags, none]).toEqual([undefined, []])
  // More objects than the first ones are asked only where OSS counts some.
  const more = await readOne(store.key, at('o'), signal, false)
  expect(tagCounts(asFarAsRead([one, more].flatMap((each) => each ?? [])))).toEqual([{ value: null, count: 2 }])
})
