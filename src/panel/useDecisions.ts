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

/** About as many as stand in memory. */
const rowsRead = 100

/** Where a person is in the list of conflicts, and what they say. */
export function useDecisions(view: JobView) {
  const client = useQueryClient()
  const [chosen, setAt] = useState(0)
  const at = Math.min(chosen, view.counts.conflict - 1)
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
  /** From the current place on, the first that nobody has decided yet: keys come faster than rows are read again. */
  const nextOpen = (taskAt: (index: number) => StoredTask | undefined) =>
    Array.from({ length: rowsRead }, (_, i) => taskAt(at + i)).find((task) => task && !said.current.has(task.n))
  const decideAt = (event: KeyboardEvent, taskAt: (index: number) => StoredTask | undefined) => {
    const outcome = keys[event.key.toLowerCase()]
    if (!outcome || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    const task = event.shiftKey ? undefined : nextOpen(taskAt)
    if (task || event.shiftKey) decideAll(outcome, task?.n)
  }
  return { at, move, decideAt, decideAll }
}
