import { useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../../ui/fields/TextInput.tsx'
import { useWindow } from '../../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../../ui/virtual/window.ts'
import type { KnownBucket } from '../../queries/queries.ts'
import type { Place } from '../place.ts'
import { PickLine } from './PickLine.tsx'
import { isPick, type PickRow } from './pickRows.ts'
import type { WhyRelay } from './relayReason.ts'
import { usePickKeys } from './usePickKeys.ts'

type PickListProps = {
  rows: readonly PickRow[]
  /** What is open: another level begins at its top. */
  level: string
  typed: string
  isPending: boolean
  /** It was read: if nothing is there, that can be said. */
  isKnown: boolean
  whyRelay: ((bucket: KnownBucket) => WhyRelay | undefined) | undefined
  onType: (typed: string) => void
  onPick: (place: Place) => void
  /** Undefined where there is nothing above. */
  onUp: (() => void) | undefined
}

/** px of a line. */
const height = 36

/** A field that filters and the list that it leaves; the field has the focus, and the arrows go through the list. */
export function PickList(props: PickListProps) {
  const { rows, level, typed, isPending, isKnown, whyRelay, onPick } = props
  const { t } = useTranslation('picker')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { from, to, total, topOf, reveal } = useWindow(scroller, { count: rows.length, height, head: 0, overscan: 4 })
  const { at, type, press } = usePickKeys({ ...props, scroller, height, reveal })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever was scrolled to is of another level
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [level])
  const headings = rows.flatMap(({ is }, index) => (is === 'heading' ? [index] : []))
  const none = typed.trim() === '' ? t('noneBelow') : t('noneFound', { typed })
  return (
    <>
      <div className="picker-filter">
        <TextInput
          role="combobox"
          data-first
          aria-label={t('find')}
          aria-autocomplete="list"
          aria-expanded={rows.length > 0}
          aria-controls={id}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          placeholder={t('find')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onText={type}
          onKeyDown={press}
        />
      </div>
      <div className="picker-places">
        <p className="picker-none" role="status">
          {rows.length === 0 && isKnown && none}
        </p>
        <div
          ref={scroller}
          id={id}
          role="listbox"
          className="picker-list"
          aria-label={t('places')}
          aria-busy={isPending}
        >
          <div role="none" className="picker-all" style={{ height: total }}>
            {drawnRows(from, to, at).map((index) => {
              const row = rows[index]
              return (
                row && (
                  <PickLine
                    key={row.id}
                    id={`${id}-${index}`}
                    row={row}
                    top={topOf(index)}
                    place={index + 1 - headings.filter((heading) => heading < index).length}
                    count={rows.length - headings.length}
                    isActive={index === at}
                    isByRelay={isPick(row) && whyRelay?.(row.bucket) !== undefined}
                    onPick={onPick}
                  />
                )
              )
            })}
          </div>
        </div>
      </div>
      <Reasons rows={rows} whyRelay={whyRelay} />
    </>
  )
}

/** Once for all places that only a relay reaches. */
function Reasons({ rows, whyRelay }: Pick<PickListProps, 'rows' | 'whyRelay'>) {
  const { t } = useTranslation('picker')
  const reasons = new Set(rows.flatMap((row) => (isPick(row) ? (whyRelay?.(row.bucket) ?? []) : [])))
  return [...reasons].map((reason) => (
    <p key={reason} className="picker-why">
      {t(`relayReason.${reason}`)}
    </p>
  ))
}
