import { expect, test } from 'vitest'
import { mayDo } from './mayDo.ts'
import type { Verdict, Verdicts } from './single/probe.ts'

/** What the rights that were found mean for what a person wants to do. */

const may: Verdict = { is: 'may' }
const lacking = (action: string): Verdict => ({ is: 'mayNot', lacks: [{ action, resource: 'acs:oss:*:*:b/*' }] })
const line = (verdicts: Verdicts, deed: string, side = 'place') =>
  mayDo(verdicts).find((one) => one.deed === deed && one.side === side)
const reads = { 'oss:ListObjects': may, 'oss:GetObject': may }

test('what needs no more than what was found may be done', () => {
  expect(line(reads, 'download')).toMatchObject({ is: 'may', except: [], lacks: [] })
})

test('one right that is lacking is enough, and is named', () => {
  const verdicts = { ...reads, 'oss:GetObject': lacking('oss:GetObject') }
  expect(line(verdicts, 'download')).toMatchObject({ is: 'mayNot', lacks: [{ action: 'oss:GetObject' }] })
})

test('what nothing told is not known, and not taken for allowed', () => {
  expect(line(reads, 'remove')).toMatchObject({ is: 'notKnown', lacks: [] })
})

test('a right that only some objects need is an exception; each side stands by itself', () => {
  const verdicts = { ...reads, 'oss:GetObjectTagging': lacking('oss:GetObjectTagging') }
  const source = line(verdicts, 'copy', 'source')
  expect(source).toMatchObject({ is: 'may', except: ['tagsOrParts'], lacks: [{ action: 'oss:GetObjectTagging' }] })
  expect(line(verdicts, 'copy', 'target')).toMatchObject({ is: 'notKnown' })
})
