import { expect, test } from 'vitest'
import { endsOf, ferry, headOf, home, inThePast, journal, put, retry, run, runner, signal } from '../../../test/jobs.ts'
import { propertiesOf } from '../../../test/properties.ts'
import type { Edit } from '../types.ts'
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

test.each<[string, Edit]>([
  ['a class', { storageClass: 'IA' }],
  ['an ACL', { acl: 'public-read' }],
])('%s is not given to what somebody has tagged since, so that the rule does not mean it any more', async (_, edit) => {
  await inThePast(async () => {
    for (const key of ['t/a', 't/b']) await put(home(key), key, { tags: [{ key: 'k', value: 'v' }], acl: 'private' })
  })
  const held: Rule = { name: 'not held', names: [], when: { tags: { hold: { is: 'absent' } } }, edit }
  const request = { ...requestOf(held, home('t/'), Date.now()), review: true as const }
  await journal.create({ id: 'rule', request, phase: 'planning', planned: false, created: Date.now() })
  await runner.submitted('rule')
  await runner.idle()
  const tags = [{ key: 'hold', value: 'yes' }]
  await ferry.oss.putTags({ at: home('t/a'), tags, signal })
  const before = await propertiesOf(ferry, home('t/a'))
  await runner.confirm('rule')
  await runner.idle()
  expect(await endsOf('rule')).toEqual(['SourceChanged', 'done'])
  await retry('rule')
  expect(await endsOf('rule')).toEqual(['skipped', 'done'])
  expect(await propertiesOf(ferry, home('t/a'))).toEqual(before)
})

test.each<['PutObjectAcl' | 'CopyObject', Edit]>([
  ['PutObjectAcl', { acl: 'public-read' }],
  ['CopyObject', { storageClass: 'IA' }],
])(
  'what a refused %s would have given, another try does not give to what somebody has tagged since',
  async (op, edit) => {
    await inThePast(async () => {
      for (const key of ['t/a', 't/b']) await put(home(key), key, { acl: 'private' })
    })
    const when = { tags: { hold: { is: 'absent' } } } as const
    const held: Rule = { name: 'not held', names: [], when, edit }
    ferry.store.faults.add({ op, times: 2, error: { code: 'AccessDenied' } })
    await run('rule', requestOf(held, home('t/'), Date.now()))
    expect(await endsOf('rule')).toEqual(['AccessDenied', 'AccessDenied'])
    await ferry.oss.putTags({ at: home('t/a'), tags: [{ key: 'hold', value: 'yes' }], signal })
    await retry('rule')
    expect(await endsOf('rule')).toEqual(['SourceChanged', 'done'])
    const { acl, head } = await propertiesOf(ferry, home('t/a'))
    expect([acl, head['x-oss-storage-class']]).toEqual(['private', 'Standard'])
  },
)
