import { expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  ferry,
  headOf,
  home,
  keysAt,
  move,
  put,
  run,
  runnerOver,
  tasksOf,
  useRunner,
} from '../../../test/jobs.ts'
import { OssError } from '../../oss/errors.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Oss } from '../../oss/types.ts'
import type { Request } from '../types.ts'

/** What OSS does not tell of an object is not made up when it is copied or rewritten: nothing is written then, and the plan or the task says so. */

const nowhere: Oss['list'] = async (asked) => {
  const page = await ferry.oss.list(asked)
  return { ...page, objects: page.objects.map((one) => ({ ...one, storageClass: 'Unknown' as const })) }
}
const meta = bytesOfEach({ by: 'job' })

it.each<[string, Request]>([
  ['a move', move(home('a'), away('a'))],
  ['a copy of a prefix', copy([home('p/')], away('p/'))],
  ['a relay', move(home('a'), away('a'), { relay: true })],
  ['an edit', { do: 'change', sources: [home('a')], change: { meta } }],
  ['an edit below a prefix', { do: 'change', sources: [home('p/')], change: { meta } }],
])('a class that no listing tells is refused in the plan: %s', async (_what, request) => {
  for (const key of ['a', 'p/a']) await put(home(key), key, { storageClass: 'IA' })
  useRunner(runnerOver({ ...ferry.oss, list: nowhere }))
  await run('done', request)
  expect((await tasksOf('done')).map(({ state, refusal }) => [state, refusal])).toEqual([['refused', 'unknownClass']])
  expect([await keysAt(home('')), await keysAt(away(''))]).toEqual([['a', 'large', 'p/a'], []])
})

it('but tags are set all the same', async () => {
  await put(home('a'), 'a')
  useRunner(runnerOver({ ...ferry.oss, list: nowhere }))
  await run('done', { do: 'change', sources: [home('a')], change: { tags: [{ key: 'k', value: 'v' }] } })
  expect(await endsOf('done')).toEqual(['done'])
})

it('a class that only the head does not tell ends an edit before it is written', async () => {
  await put(home('a'), 'a', { storageClass: 'IA' })
  const fault = ferry.store.faults.add({ op: 'HeadObject', headers: { 'x-oss-storage-class': undefined } })
  await run('done', { do: 'change', sources: [home('a')], change: { meta } })
  expect(await endsOf('done')).toEqual(['ClassUnknown'])
  fault.remove()
  expect(await headOf(home('a'))).toMatchObject({ storageClass: 'IA', meta: {} })
})

it('an ACL that is not told is not taken for that of the bucket', async () => {
  await put(home('a'), 'a', { acl: 'public-read' })
  const facts = {
    kind: 'protocol',
    code: 'UnexpectedAnswer',
    operation: 'GetObjectACL',
    resource: '',
    message: '',
  } as const
  const getAcl = async () => {
    throw new OssError(facts)
  }
  useRunner(runnerOver({ ...ferry.oss, getAcl }))
  await run('done', move(home('a'), away('a'), { keepAcl: true }))
  expect([await endsOf('done'), await keysAt(home('a')), await keysAt(away(''))]).toEqual([
    ['UnexpectedAnswer'],
    ['a'],
    [],
  ])
})
