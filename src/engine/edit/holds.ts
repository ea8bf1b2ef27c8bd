import { bytesOf, textOf } from '../../oss/headerBytes.ts'
import { ownValue } from '../../oss/ownValue.ts'
import type { HeaderBytes } from '../../oss/types.ts'
import type { ValueTest, When } from '../types.ts'
import { compile } from './compile.ts'
import type { ObjectProperties } from './edited.ts'
import { isFound } from './match.ts'

/** Whether the condition of an edit holds for an object as it is. @throws PatternError, SlowPattern */
export function holds(when: When, { headers, meta, tags = [] }: ObjectProperties): boolean {
  const tagged = Object.fromEntries(tags.map(({ key, value }) => [key, bytesOf(value)]))
  const lower = Object.entries(when.meta ?? {}).map(([name, test]) => [name.toLowerCase(), test] as const)
  return (
    allHold(Object.entries(when.headers ?? {}), headers) &&
    allHold(lower, meta) &&
    allHold(Object.entries(when.tags ?? {}), tagged)
  )
}

function allHold(tests: (readonly [string, ValueTest])[], values: Partial<Record<string, HeaderBytes>>): boolean {
  return tests.every(([name, test]) =>
    passes(test, ownValue<HeaderBytes | undefined>(values as Record<string, HeaderBytes>, name)),
  )
}

function passes(test: ValueTest, value: HeaderBytes | undefined): boolean {
  if (test.is === 'absent') return value === undefined
  if (test.is === 'notFound') return !passes({ ...test, is: 'found' }, value)
  if (value === undefined) return false
  if (test.is === 'present') return true
  if (test.is === 'equal') return value === test.value
  const { text, encoding } = textOf(value)
  return encoding === 'UTF-8' && isFound(compile(test.pattern), text)
}
