/** What an edit would make of the objects that were read, field by field: pure. */
import { edited, isAsAsked } from '../../../engine/edit/edited.ts'
import { needsBytes } from '../../../engine/edit/readProperties.ts'
import { Uneditable } from '../../../engine/edit/uneditable.ts'
import type { Edit, Refusal } from '../../../engine/types.ts'
import { fieldChangesOf, type FieldChange as OneStep } from '../../jobs-panel/difference/fieldsOf.ts'
import type { SurveyedObject } from './valueCounts.ts'

/** One field that becomes the same in so many objects. */
type Step = OneStep & { count: number }
export type PreviewedEdit = {
  changes: number
  asAsked: number
  refused: Partial<Record<Refusal, number>>
  /** Of which only the plan reads what decides about their type. */
  unread: number
  /** The most frequent first. */
  steps: Step[]
  /** How many were looked at. `isPart`: not all, since a pattern that takes too long on some is not tried on the rest. */
  looked: number
  isPart: boolean
}

const mostSlow = 3

/** @throws PatternError for a pattern that is none */
export function previewEdit(edit: Edit, objects: readonly SurveyedObject[]): PreviewedEdit {
  const seen: PreviewedEdit = { changes: 0, asAsked: 0, refused: {}, unread: 0, steps: [], looked: 0, isPart: false }
  const steps = new Map<string, Step>()
  for (const object of objects) {
    if ((seen.refused.slowPattern ?? 0) >= mostSlow) break
    seen.looked += 1
    look(edit, object, seen, steps)
  }
  return { ...seen, isPart: seen.looked < objects.length, steps: [...steps.values()].sort((a, b) => b.count - a.count) }
}

function look(edit: Edit, object: SurveyedObject, seen: PreviewedEdit, steps: Map<string, Step>): void {
  try {
    const result = edited(edit, object)
    const isUnread = needsBytes(edit, object)
    if (isUnread) seen.unread += 1
    if (!isAsAsked(result)) seen.changes += 1
    else if (!isUnread) seen.asAsked += 1
    for (const step of fieldChangesOf(result.change, result.expects)) {
      const name = JSON.stringify(step)
      const same = steps.get(name) ?? { ...step, count: 0 }
      steps.set(name, { ...same, count: same.count + 1 })
    }
  } catch (error) {
    if (!(error instanceof Uneditable)) throw error
    seen.refused[error.refusal] = (seen.refused[error.refusal] ?? 0) + 1
  }
}
