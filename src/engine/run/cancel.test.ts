import { expect, test } from 'vitest'
import { cases } from '../../../test/cases.ts'
import { cancelEverywhere } from '../../../test/secondActorRuns.ts'

/** A person cancels at any moment: nothing is lost, nothing of ours is left, and what the job says is so. */
const some = [
  'a small move',
  'a metadata edit',
  'a class change by parts',
  'a relay',
  'an upload',
  'a download',
  'a download in pieces',
  'the undo of a copy',
  'the undo of a move',
  'the undo of an edit',
]
test.each(Object.entries(cases).filter(([name]) => some.includes(name)))('%s', { timeout: 300_000 }, async (_, one) => {
  expect(await cancelEverywhere(one)).toEqual([])
})
