/** The form of a rule as typed, and the rule that it says: pure. */
import { compile } from '../../engine/edit/compile.ts'
import { PatternError } from '../../engine/edit/pattern.ts'
import { PlanFileError } from '../../engine/plan/planFile.ts'
import type { Rule } from '../../engine/rules/rule.ts'
import { readRuleFile, writeRuleFile } from '../../engine/rules/ruleFile.ts'
import { bytesOf as sizeOf, wordsOf } from '../../engine/scope/match.ts'
import type { ValueTest, When } from '../../engine/types.ts'
import { bytesOf, textOf, withoutEdges } from '../../oss/headerBytes.ts'
import type { StorageClass } from '../../oss/types.ts'
import { type EditForm, editOf, emptyForm, isEditValid } from '../metadata/many/editForm.ts'
import { normalMetaName } from '../metadata/normalMetaName.ts'
import { editFormOf } from './editFormOf.ts'

export type Kind = 'header' | 'meta' | 'tag'
export type Condition = { id: number; kind: Kind; name: string; is: ValueTest['is']; value: string }
export type RuleForm = {
  name: string
  names: string
  from: string
  to: string
  days: string
  storageClass: StorageClass | ''
  conditions: Condition[]
  edit: EditForm
}

export const emptyRule: RuleForm = {
  name: '',
  names: '',
  from: '',
  to: '',
  days: '',
  storageClass: '',
  conditions: [],
  edit: emptyForm,
}

/** What is typed as a size, or as days, and is none. */
export const isSize = (typed: string) => typed.trim() === '' || Number.isSafeInteger(bytesTyped(typed))
export const isDays = (typed: string) => /^\s*(|[1-9]\d{0,4})\s*$/.test(typed) && Number(typed) <= 36_500

export type ConditionProblem = 'noName' | 'twice' | 'pattern'

/** Two conditions of one name would be one. */
export function conditionProblem(all: readonly Condition[], one: Condition): ConditionProblem | undefined {
  const name = nameOf(one)
  if (name === '') return 'noName'
  if (all.some((other) => other.id !== one.id && other.kind === one.kind && nameOf(other) === name)) return 'twice'
  return isPatternTest(one.is) && !isPattern(one.value) ? 'pattern' : undefined
}

export const isPatternTest = (is: ValueTest['is']) => is === 'found' || is === 'notFound'

/** The rule that is typed; undefined while it is none. `called`: where it has no name yet. */
export function ruleOf(form: RuleForm, called: string): Rule | undefined {
  const { conditions, edit } = form
  const areTestsValid = isSize(form.from) && isSize(form.to) && isDays(form.days)
  const areValid = conditions.every((one) => conditionProblem(conditions, one) === undefined)
  if (!areTestsValid || !areValid || !isEditValid(edit)) return undefined
  const when = whenOf(conditions)
  const rule = { name: form.name.trim() || called, ...whereOf(form), ...(when && { when }), edit: editOf(edit) }
  return isRule(rule) ? rule : undefined
}

/** Which objects it is about by what a listing tells. */
export function whereOf({ names, from, to, days, storageClass }: RuleForm): Omit<Rule, 'name' | 'when' | 'edit'> {
  const size = { ...(from.trim() && { from: bytesTyped(from) }), ...(to.trim() && { to: bytesTyped(to) }) }
  return {
    names: wordsOf(names).map((word) => word.replace(/^"([^"]+)"$/, '$1')),
    ...(Object.keys(size).length > 0 && { size }),
    ...(days.trim() && { unmodifiedDays: Number(days) }),
    ...(storageClass && { storageClass }),
  }
}

/** What must hold of an object's own properties; undefined where nothing must. */
export function whenOf(conditions: readonly Condition[]): When | undefined {
  const of = (kind: Kind) => {
    const some = conditions.filter((one) => one.kind === kind)
    return some.length > 0 && Object.fromEntries(some.map((one) => [nameOf(one), testOf(one)]))
  }
  const [headers, meta, tags] = [of('header'), of('meta'), of('tag')]
  return conditions.length === 0
    ? undefined
    : { ...(headers && { headers }), ...(meta && { meta }), ...(tags && { tags }) }
}

/** The form that says a rule; undefined where no form can, as for values that are no text. */
export function ruleFormOf(rule: Rule): RuleForm | undefined {
  const { name, names, size = {}, unmodifiedDays, storageClass = '', when = {}, edit } = rule
  const tests = [
    ...conditionsOf('header', when.headers),
    ...conditionsOf('meta', when.meta),
    ...conditionsOf('tag', when.tags),
  ]
  const form: RuleForm = {
    name,
    names: names.map((one) => (/\s/.test(one) ? `"${one}"` : one)).join(' '),
    from: sizeText(size.from),
    to: sizeText(size.to),
    days: unmodifiedDays === undefined ? '' : String(unmodifiedDays),
    storageClass,
    conditions: tests.map((one, id) => ({ ...one, id })),
    edit: editFormOf(edit),
  }
  const said = ruleOf(form, '')
  return said && writeRuleFile(said) === writeRuleFile(rule) ? form : undefined
}

function conditionsOf(kind: Kind, tests: Record<string, ValueTest> = {}): Omit<Condition, 'id'>[] {
  return Object.entries(tests).map(([name, test]) => ({ kind, name, is: test.is, value: typedOf(test) }))
}

function typedOf(test: ValueTest): string {
  if ('pattern' in test) return test.pattern
  return 'value' in test ? textOf(test.value).text : ''
}

function testOf({ is, value }: Condition): ValueTest {
  if (is === 'equal') return { is, value: bytesOf(withoutEdges(value)) }
  return is === 'found' || is === 'notFound' ? { is, pattern: value } : { is }
}

function nameOf({ kind, name }: Condition): string {
  return kind === 'meta' ? normalMetaName(name) : name.trim()
}

function bytesTyped(typed: string): number {
  return sizeOf(typed.trim().toLowerCase())
}

/** In the largest unit that holds it whole. */
function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return ''
  const [unit, name] = (
    [
      [1024 ** 3, 'GiB'],
      [1e9, 'GB'],
      [1024 ** 2, 'MiB'],
      [1e6, 'MB'],
      [1024, 'KiB'],
      [1e3, 'KB'],
    ] as const
  ).find(([unit]) => bytes > 0 && bytes % unit === 0) ?? [1, '']
  return `${bytes / unit}${name}`
}

function isPattern(typed: string): boolean {
  try {
    compile(typed)
    return typed !== ''
  } catch (error) {
    if (error instanceof PatternError) return false
    throw error
  }
}

function isRule(rule: Rule): boolean {
  try {
    readRuleFile(writeRuleFile(rule))
    return true
  } catch (error) {
    if (error instanceof PlanFileError) return false
    throw error
  }
}
