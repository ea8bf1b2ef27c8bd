import { expect, test } from 'vitest'
import { endsOf, ferry, headOf, home, journal, put, retry, runner } from '../../../test/jobs.ts'
import { type Rule, requestOf } from './rule.ts'

/** Rules as jobs, and what somebody else does between their plan and their end. */

const day = 86_400_000
const rule: Rule = { name: 'old logs', names: ['*.log'], unmodifiedDays: 30, edit: { storageClass: 'IA' } }

test('another try leaves what the rule does not mean any more', async () => {
  const now = Date.now()
  ferry.store.settings.clockOffset = -40 * day
  for (const key of ['r/a.log', 'r/b.log']) await put(home(key), key)
  ferry.store.settings.clockOffset = 0
  const request = { ...requestOf(rule, home('r/'), now), review: true as const }
  await journal.create({ id: 'rule', request, phase: 'planning', planned: false, created: now })
  await runner.submitted('rule')
  await runner.idle()
  await put(home('r/a.log'), 'written this moment')
  await runner.confirm('rule')
  await runner.idle()
  expect(await endsOf('rule')).toEqual(['SourceChanged', 'done'])
  await retry('rule')
  expect(await endsOf('rule')).toEqual(['skipped', 'done'])
  expect((await headOf(home('r/a.log'))).storageClass).toBe('Standard')
})
