import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartMark } from '../../../engine/jobs/types.ts'
import type { Parts } from './PartsOf.tsx'
import { markAt } from './parts.ts'
import { usePartText } from './usePartText.ts'

type PartCellsProps = { parts: Parts; size: number }

/** One element a part, each with its number, its bytes and its state in words. */
export function PartCells({ parts, size }: PartCellsProps) {
  const { t } = useTranslation('panel')
  const { states } = parts
  return (
    <ol className="parts" aria-label={t('parts.grid')}>
      {Array.from(states, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
        <Cell key={index} index={index} mark={markAt(states, index)} partSize={parts.size} size={size} />
      ))}
    </ol>
  )
}

type CellProps = { index: number; mark: PartMark; partSize: number; size: number }

const Cell = memo(function Cell({ index, mark, partSize, size }: CellProps) {
  const text = usePartText({ size: partSize }, size)(index, mark)
  return (
    <li className={`part part-${mark}`} title={text}>
      <span className="unseen">{text}</span>
    </li>
  )
})
