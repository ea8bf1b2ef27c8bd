import { expect, test } from 'vitest'
import { ferry, home, inThePast, journal, put, runner, runnerOver, useRunner } from '../../../test/jobs.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import type { Edit } from '../types.ts'

/** What a plan says that an edit takes is what the store is asked. */

const tags = [{ key: 'a', value: '1' }]
const header = { headers: { 'Cache-Control': { do: 'set' as const, value: bytesOf('no-cache') } } }

test.each<[string, Edit]>([
  ['a header', header],
  ['a header and tags', { ...header, tags: { all: tags } }],
  ['a header and tags that others stay beside', { ...header, tags: { add: tags, remove: [] } }],
  ['a header and an ACL', { ...header, acl: 'private' }],
  ['tags', { tags: { all: tags } }],
  ['an ACL', { acl: 'private' }],
  ['tags and an ACL', { tags: { all: tags }, acl: 'private' }],
])('of %s', async (_, edit) => {
  await inThePast(() => put(home('o'), 'o', { tags: [{ key: 'own', value: '' }] }))
  useRunner(runnerOver(ferry.oss))
  const request = { do: 'change' as const, sources: [home('o')], change: {}, edit, review: true as const }
  await journal.create({ id: 'one', request, phase: 'planning', planned: false, created: Date.now() })
  await runner.submitted('one')
  await runner.idle()
  const said = (await journal.job('one'))?.requests
  ferry.store.requests.clear()
  await runner.confirm('one')
  await runner.idle()
  expect((await journal.job('one'))?.counts.done).toBe(1)
  // What a bucket says of itself is asked for once in five seconds, however many objects there are.
  const ofObject = ferry.store.requests.entries.filter(({ op }) => op !== 'GetBucketInfo')
  expect(ofObject).toHaveLength(said ?? 0)
})
