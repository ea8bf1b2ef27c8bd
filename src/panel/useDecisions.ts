import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { decide } from '../jobs/store.ts'
import type { JobView, Outcome, StoredTask } from '../jobs/types.ts'

export const outcomes: Outcome[] = ['replace', 'keepBoth', 'skip']
/** For one conflict, or for all that are left. */
export type Decide = (outcome: Outcome, n?: number) => void

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
  const [at, setAt] = useState(0)
  /** A row that was decided stays on the screen for a moment. */
  const said = useRef(new Set<number>())

  const decideAll: Decide = (outcome, n) => {
    if (n !== undefined && said.current.has(n)) return
    if (n !== undefined) said.current.add(n)
    void decide(view.id, outcome, n).then(() => client.invalidateQueries({ queryKey: ['tasks', view.id] }))
  }
  /** The new place, if the key is one that moves. */
  const move = (event: KeyboardEvent, count: number): number | undefined => {
    const step = steps[event.key]
    if (step === undefined) return undefined
    event.preventDefault()
    const to = Math.max(0, Math.min(count - 1, at + step))
    setAt(to)
    return to
  }
  const decideAt = (event: KeyboardEvent, task: StoredTask | undefined) => {
    const outcome = keys[event.key.toLowerCase()]
    if (!outcome || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (event.shiftKey) decideAll(outcome)
    else if (task) decideAll(outcome, task.n)
  }
  return { at, move, decideAt, decideAll }
}
