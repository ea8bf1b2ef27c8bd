import { beforeEach, expect, test } from 'vitest'
import { ferry, home, never, sent } from '../../../test/engine.ts'
import { singleWorld } from '../../../test/single.ts'
import type { Cors, CorsRule } from '../../oss/types.ts'
import { saveCors } from './saveCors.ts'

const at = home('')
const bucket = { region: at.region, bucket: at.bucket }
const rule = (origin: string): CorsRule => ({ origins: [origin], methods: ['GET'], headers: ['*'], expose: [] })
const now = () => ferry.oss.getCors({ bucket, signal: never })
const set = (cors: Cors) => ferry.oss.putCors({ bucket, cors, signal: never })

beforeEach(() => set({ rules: [rule('https://a.example')], rest: '<ResponseVary>true</ResponseVary>' }))

test('what has no field in the form stays', async () => {
  const seen = await now()
  await saveCors({ at, seen, cors: { ...seen, rules: [rule('https://b.example')] } }, singleWorld(ferry.oss))
  expect(await now()).toEqual({ rules: [rule('https://b.example')], rest: '<ResponseVary>true</ResponseVary>' })
})

test('a rule that somebody added meanwhile is not dropped', async () => {
  const seen = await now()
  await set({ rules: [...seen.rules, rule('https://theirs.example')] })
  ferry.store.requests.clear()
  const saving = saveCors({ at, seen, cors: { rules: [] } }, singleWorld(ferry.oss))
  await expect(saving).rejects.toMatchObject({ code: 'SourceChanged' })
  expect(sent('PutBucketCors', 'DeleteBucketCors')).toEqual([])
})

test('a save whose answer was lost is found', async () => {
  const seen = await now()
  ferry.store.requests.clear()
  ferry.store.faults.add({ op: 'PutBucketCors', times: 1, reset: 'after' })
  await saveCors({ at, seen, cors: { rules: [rule('*')] } }, singleWorld(ferry.oss))
  expect(sent('PutBucketCors')).toHaveLength(1)
})
