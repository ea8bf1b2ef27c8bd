import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Outcome } from '../../../engine/jobs/types.ts'
import type { Decide } from './useDecisions.ts'

type ChoiceProps = {
  outcome: Outcome
  isChosen: boolean
  /** Not said to this one, but to all. */
  isInherited?: boolean
  tabIndex?: number
  onDecide: Decide
  children: ReactNode
}

/** One of the answers to a conflict; pressed again, it is taken back. */
export function Choice({ outcome, isChosen, isInherited = false, onDecide, ...button }: ChoiceProps) {
  return (
    <Button
      {...button}
      size="small"
      aria-pressed={isChosen || isInherited}
      className={isChosen ? 'choice-own' : isInherited ? 'choice-inherited' : ''}
      onClick={() => onDecide(isChosen ? undefined : outcome)}
    />
  )
}
