import { skipToken, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { sourceOf } from '../../engine/rules/rule.ts'
import type { Source } from '../../engine/types.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { countOf, editOf, isEditValid } from '../metadata/many/editForm.ts'
import { previewEdit } from '../metadata/many/previewEdit.ts'
import { surveyQuery } from '../metadata/many/surveyQuery.ts'
import { emptySurvey } from '../metadata/many/valueCounts.ts'
import { matchingObjects } from './preview.ts'
import { conditionProblem, isDays, isSize, type RuleForm, whenOf, whereOf } from './ruleForm.ts'

/** What was counted, by which conditions: others are counted when a person says so. */
type Counted = { source: Source; by: string }

/** Counts the objects that a rule is about, and tells what becomes of them, as far as they were read. */
export function usePreview(account: Account, place: Ref, form: RuleForm) {
  const [counted, setCounted] = useState<Counted>()
  const canCount = isSize(form.from) && isSize(form.to) && isDays(form.days)
  const count = (of: RuleForm) =>
    setCounted({ source: sourceOf({ name: of.name, ...whereOf(of) }, place, Date.now()), by: keyOf(of) })
  const query = surveyQuery(account, counted ? [counted.source] : [], [])
  const read = useQuery(counted ? query : { ...query, queryFn: skipToken })
  const isStale = counted !== undefined && counted.by !== keyOf(form)
  const survey = read.data ?? emptySurvey
  const judged = useJudged(form, isStale || !counted ? emptySurvey.objects : survey.objects)
  const state = !counted ? ('none' as const) : isStale ? ('stale' as const) : ('counted' as const)
  return { ...judged, survey, state, read, canCount, count, forget: () => setCounted(undefined) }
}

/** While a person types the form goes before it. */
function useJudged(form: RuleForm, objects: typeof emptySurvey.objects) {
  const typed = useDeferredValue(form)
  const { conditions } = typed
  const isJudged = conditions.every((one) => conditionProblem(conditions, one) === undefined)
  const { meant, isPart } = useMemo(
    () => (isJudged ? matchingObjects(whenOf(conditions), objects) : { meant: [], isPart: false }),
    [isJudged, conditions, objects],
  )
  const foreseen = useMemo(() => {
    const edit = editOf(typed.edit)
    return objects.length > 0 && countOf(edit) > 0 && isEditValid(typed.edit) ? previewEdit(edit, meant) : undefined
  }, [typed.edit, meant, objects])
  return { meant, isPart, foreseen }
}

function keyOf(form: RuleForm): string {
  return JSON.stringify(whereOf(form))
}
