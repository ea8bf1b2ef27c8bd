/** A rule as a file: what is meant and what becomes of it, never where, and never who. */
import { keyBytes, longestKey } from '../keys.ts'
import {
  type Fields,
  fail,
  filled,
  list,
  noUnknownFields,
  one,
  parsed,
  record,
  wholeNumber,
} from '../plan/planFields.ts'
import { classes, readAsked, writeAsked } from '../plan/planFileChange.ts'
import type { Rule } from './rule.ts'

/** Characters, patterns, days. */
const [longestName, mostNames, mostDays] = [100, 100, 36_500]

/** The text of a rule file. Values are text, or `{ "base64": … }` where they are not UTF-8. */
export function writeRuleFile({ edit, when, ...rule }: Rule): string {
  const asked = writeAsked({ change: {}, edit, ...(when && { when }) })
  return `${JSON.stringify({ version: 1, rule: { ...rule, ...asked } }, null, 2)}\n`
}

/**
 * Reads a rule file, and believes nothing.
 * @throws PlanFileError
 */
export function readRuleFile(text: string): Rule {
  const file = record(parsed(text), '')
  if (file.version !== 1) fail('version', 'version', 1)
  noUnknownFields(file, '', ['version', 'rule'])
  return readRule(record(file.rule, 'rule'))
}

function readRule(fields: Fields): Rule {
  noUnknownFields(fields, 'rule.', ['name', 'names', 'size', 'unmodifiedDays', 'storageClass', 'when', 'edit'])
  if (filled(fields.name, 'rule.name').length > longestName) fail('rule.name', 'characters', longestName)
  checkNames(list(fields.names, 'rule.names'))
  if (fields.size !== undefined) checkSize(record(fields.size, 'rule.size'))
  if (fields.unmodifiedDays !== undefined) checkDays(fields.unmodifiedDays)
  if (fields.storageClass !== undefined) one(fields.storageClass, 'rule.storageClass', classes)
  const edit = record(fields.edit, 'rule.edit')
  // A part with nothing in it asks for nothing.
  const isNothing = Object.values(edit).every((part) => JSON.stringify(part) === '{}')
  if (isNothing) fail('rule.edit', 'someChange')
  const { change: _none, ...asked } = readAsked(fields, 'rule')
  return { ...fields, ...asked } as Rule
}

function checkNames(names: unknown[]): void {
  if (names.length > mostNames) fail('rule.names', 'patterns', mostNames)
  for (const [n, pattern] of names.entries())
    if (keyBytes(filled(pattern, `rule.names[${n}]`)) > longestKey) fail(`rule.names[${n}]`, 'patternBytes', longestKey)
}

function checkSize(size: Fields): void {
  noUnknownFields(size, 'rule.size.', ['from', 'to'])
  for (const end of ['from', 'to']) if (size[end] !== undefined) wholeNumber(size[end], `rule.size.${end}`)
  if (size.from === undefined && size.to === undefined) fail('rule.size', 'fromOrTo', 'from', 'to')
}

function checkDays(days: unknown): void {
  wholeNumber(days, 'rule.unmodifiedDays')
  if ((days as number) < 1 || (days as number) > mostDays) fail('rule.unmodifiedDays', 'days', mostDays)
}
