import { expect, test } from 'vitest'
import type { PlanFile } from '../../engine/plan/planFile.ts'
import { accountsOf } from './credentials.ts'

const at = { account: 'me', region: 'cn-hangzhou', bucket: 'a', key: 'x' }
const request = { do: 'remove', sources: [at] } as const
const keys = { OSS_ACCESS_KEY_ID: 'id', OSS_ACCESS_KEY_SECRET: 'secret' }

test('for which buckets this account pays comes from the environment, never from the plan', () => {
  const plan = { version: 1, request: { ...request, sources: [at] }, paysFor: ['a'] } as unknown as PlanFile
  expect(accountsOf(plan, keys).get('me')?.paysFor).toBeUndefined()
  expect(accountsOf(plan, { ...keys, OSS_PAYS_FOR: 'a, b' }).get('me')?.paysFor).toEqual(['a', 'b'])
})
