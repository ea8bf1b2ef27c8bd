import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { JobView, Outcome, StoredTask } from '../../../engine/jobs/types.ts'
import { answer } from '../../../hosts/page/store.ts'

export const outcomes: Outcome[] = ['replace', 'keepBoth', 'skip']
/** For one conflict, or for all without an answer of their own; `undefined` takes it back. */
export type Decide = (outcome: Outcome | undefined, n?: number) => void

const keys: Record<string, Outcome> = { r: 'replace', k: 'keepBoth', s: 'skip' }
const steps: Record<string, number> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -5,
  PageDown: 5,
  Home: -Infinity,
  End: Infinity,
}

/** Where a person is in the list of conflicts, and what they say. */
export function useDecisions(view: JobView) {
  const client = useQueryClient()
  const last = view.counts.conflict - 1
  const [chosen, setAt] = useState(0)
  const at = Math.min(chosen, last)

  const decide: Decide = (outcome, n) => {
    void answer(view.id, outcome, n).then(() => client.invalidateQueries({ queryKey: ['tasks', view.id] }))
  }
  const goBy = (step: number): number => {
    const to = Math.max(0, Math.min(last, at + step))
    setAt(to)
    return to
  }
  /** The new place, if the key is one that moves, or an answer, behind which the next row comes. */
  const press = (event: KeyboardEvent, taskAt: (index: number) => StoredTask | undefined): number | undefined => {
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined
    const outcome = keys[event.key.toLowerCase()]
    const step = outcome ? 1 : steps[event.key]
    if (step === undefined) return undefined
    event.preventDefault()
    const task = taskAt(at)
    if (outcome && event.shiftKey) decide(outcome)
    else if (outcome && task) decide(outcome, task.n)
    return goBy(outcome && (event.shiftKey || !task) ? 0 : step)
  }
  return { at, press, decide }
}
