import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../../ui/fields/TextInput.tsx'
import { isLetter } from '../../../ui/keyboard/roving.ts'
import { useRoving } from '../../../ui/keyboard/useRoving.ts'
import { useWindow } from '../../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../../ui/virtual/window.ts'
import type { KnownBucket } from '../../queries/queries.ts'
import type { Place } from '../place.ts'
import { usePlace } from '../usePlace.ts'
import { ReadLevel } from './ReadLevel.tsx'
import { SideLine } from './SideLine.tsx'
import { isNavigable, parentIndex, type SideRow } from './sideRows.ts'
import { useSideRows } from './useSideRows.ts'
import { useTree } from './useTree.ts'
import './side.css'
import { useAccount } from '../account.ts'

type SideBarProps = { buckets: readonly KnownBucket[]; onPick: () => void }

/** px of a line. */
const height = 34

/** Favourites, the last places, and the buckets by region with what is below them; typing finds. Each takes what is dropped on it. */
export function SideBar({ buckets, onPick }: SideBarProps) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLSpanElement>(null)
  const [typed, setTyped] = useState('')
  const { levels, open, learn, toggle } = useTree()
  const { rows, keys, found } = useSideRows({ account, buckets, typed, open })
  const { from, to, total, topOf, reveal } = useWindow(scroller, { count: rows.length, height, head: 0, overscan: 6 })
  const here = usePlace()
  const { at, focus, onKey, onFocus } = useRoving(scroller, {
    keys,
    height,
    start: rows.findIndex((row) => row.is === 'bucket' && row.bucket.name === here?.bucket),
    isStop: (index) => isNavigable(rows[index]),
    reveal,
  })
  useOpenBucket(rows, here, reveal)
  const press = (event: KeyboardEvent) => {
    const next = stepInTree(event, rows, at, toggle)
    if (next !== undefined) focus(next)
    if (next !== undefined || onKey(event)) return
    if (isLetter(event)) field.current?.querySelector('input')?.focus()
  }
  return (
    <nav className="side" aria-label={t('buckets')}>
      {levels.map((level) => (
        <ReadLevel key={level.id} level={level} onRead={learn} />
      ))}
      <span ref={field} className="side-filter">
        <TextInput
          role="searchbox"
          value={typed}
          placeholder={t('findPlace')}
          aria-label={t('findPlace')}
          autoComplete="off"
          spellCheck={false}
          onText={setTyped}
          onKeyDown={({ key }) => {
            if (key === 'Escape') setTyped('')
            const first = rows.findIndex(isNavigable)
            if ((key === 'ArrowDown' || key === 'Enter') && first >= 0) focus(first)
          }}
        />
      </span>
      <div ref={scroller} className="side-scroller">
        {rows.length === 0 && typed !== '' && <p className="side-none">{t('noMatch', { typed })}</p>}
        <div role="tree" aria-label={t('places')} style={{ height: total }} onKeyDown={press} onFocus={onFocus}>
          {drawnRows(from, to, at).map((index) => {
            const row = rows[index]
            return (
              row && (
                <SideLine
                  key={row.id}
                  row={row}
                  index={index}
                  top={topOf(index)}
                  count={found.length}
                  isStop={index === at}
                  here={here}
                  onToggle={() => toggle(row)}
                  onPick={onPick}
                />
              )
            )
          })}
        </div>
      </div>
    </nav>
  )
}

/** The bucket that is opened comes into view, once. */
function useOpenBucket(rows: readonly SideRow[], here: Place | null, reveal: (line: number) => void): void {
  const line = rows.findIndex((row) => row.is === 'bucket' && row.bucket.name === here?.bucket)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it stands may change without a reason to scroll
  useLayoutEffect(() => reveal(line), [here?.bucket, line < 0])
}

/** Right opens, or goes to the first line below; left closes, or goes to the line above that this hangs on. */
function stepInTree(
  event: KeyboardEvent,
  rows: readonly SideRow[],
  at: number,
  toggle: (row: SideRow) => void,
): number | undefined {
  const row = rows[at]
  if (event.key === 'Enter') follow(event)
  if ((event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') || !row) return undefined
  const isOpen = 'isOpen' in row && row.isOpen
  if (isOpen === (event.key === 'ArrowLeft')) toggle(row)
  else if (event.key === 'ArrowLeft') return parentIndex(rows, at)
  else if (isNavigable(rows[at + 1])) return at + 1
  return undefined
}

/** As the browser itself follows a link that has the focus: with a modifier held it means another tab. */
function follow({ target, ctrlKey, metaKey, shiftKey }: KeyboardEvent): void {
  const link = target instanceof Element && target.querySelector('a')
  if (link) link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }))
}
