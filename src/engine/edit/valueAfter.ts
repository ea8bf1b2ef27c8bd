import { bytesOf, textOf, withoutEdges } from '../../oss/headerBytes.ts'
import { type HeaderBytes, headerNames } from '../../oss/types.ts'
import { generalType } from '../evidence/attributes.ts'
import { headerProblem } from '../plan/check.ts'
import type { ValueEdit } from '../types.ts'
import { compile } from './compile.ts'
import { replaceAll, SlowPattern } from './match.ts'
import { typeByContent } from './typeOfBytes.ts'
import { Uneditable } from './uneditable.ts'

/**
 * A value after its edit; null: it is absent. A header without a value is none, and an object always has a Content-Type. `first`: the first
 * bytes of the object, where they were read.
 * @throws Uneditable where what is found and replaced comes to no value
 */
export function valueAfter(
  name: string,
  edit: ValueEdit,
  before: HeaderBytes | null,
  first?: Uint8Array,
): HeaderBytes | null {
  const isHeader = headerNames.some((header) => header === name)
  const after = plainly(name, edit, before, first)
  if (after !== null && !(isHeader && after === '')) return after
  return name === 'Content-Type' ? generalType : null
}

function plainly(name: string, edit: ValueEdit, before: HeaderBytes | null, first?: Uint8Array): HeaderBytes | null {
  if (edit.do === 'remove') return null
  if (edit.do === 'byContent') return first ? typeByContent(first, before) : before
  if (edit.do === 'replace') return before === null ? null : replaced(name, edit, before)
  return edit.do === 'setIfAbsent' && before !== null ? before : withoutEdges(edit.value)
}

function replaced(name: string, edit: Extract<ValueEdit, { do: 'replace' }>, before: HeaderBytes): HeaderBytes {
  const { text, encoding } = textOf(before)
  if (encoding !== 'UTF-8' || edit.find === '') return before
  const after = edit.isPattern ? byPattern(edit, text) : text.replaceAll(edit.find, () => edit.by)
  if (after === text) return before
  if (headerProblem(name, after)) throw new Uneditable('notAValue')
  return withoutEdges(bytesOf(after))
}

function byPattern({ find, by }: { find: string; by: string }, text: string): string {
  try {
    return replaceAll(compile(find), text, by)
  } catch (error) {
    throw error instanceof SlowPattern ? new Uneditable('slowPattern') : error
  }
}
