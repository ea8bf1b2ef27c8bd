import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { type CSSProperties, type KeyboardEvent, use, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useRoving } from '../../../ui/keyboard/useRoving.ts'
import { useWindow } from '../../../ui/virtual/useWindow.ts'
import { drawnRows } from '../../../ui/virtual/window.ts'
import { BucketIcon } from '../../listing/icons.tsx'
import { useWidth } from '../../listing/useWidth.ts'
import type { KnownBucket } from '../../queries/queries.ts'
import { useHashIn } from '../account.ts'
import { PaneContext } from '../panes/pane.ts'
import { useIdleFocus } from '../panes/useIdleFocus.ts'
import { previousBucket } from '../previousPlace.ts'
import { bucketColumns, layoutOf, sortBuckets, useBucketView } from './bucketView.ts'
import type { BucketWords } from './useBucketWords.ts'

type BucketLinesProps = {
  buckets: readonly KnownBucket[]
  /** How many there are without a filter, by which the layout is chosen. */
  count: number
  wordsOf: (bucket: KnownBucket) => BucketWords
  /** Keys that don't move. */
  onKey: (event: KeyboardEvent) => void
}

/** px; below `narrow` a line of the list has its facts below the name. `buckets.css` has the same figures. */
const card = { width: 270, height: 108 }
const line = { narrow: 560, height: 40, tall: 58, head: 33 }

/** Buckets as cards or as a list: only those in view are in the page, and one is reached by Tab. */
export function BucketLines({ buckets, count, wordsOf, onKey }: BucketLinesProps) {
  const { t } = useTranslation('browser')
  const scroller = useRef<HTMLDivElement>(null)
  const stop = useRef<HTMLElement>(null)
  useIdleFocus(stop)
  const { pane = 0 } = use(PaneContext)
  const view = useBucketView()
  const width = useWidth(scroller)
  const isList = layoutOf(view, count) === 'list'
  const perLine = isList ? 1 : Math.max(1, Math.floor(width / card.width))
  const height = isList ? (width < line.narrow ? line.tall : line.height) : card.height
  const hasHeads = isList && width >= line.narrow
  const head = hasHeads ? line.head : 0
  const lines = Math.ceil(buckets.length / perLine)
  const { from, to, total, topOf, reveal } = useWindow(scroller, { count: lines, height, head, overscan: 2 })
  const leftName = previousBucket(pane)
  const start = Math.max(
    0,
    buckets.findIndex(({ name }) => name === leftName),
  )
  const {
    at,
    onKey: move,
    onFocus,
  } = useRoving(scroller, {
    keys: buckets.map(({ name }) => name),
    perLine,
    height,
    start,
    reveal,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the bucket that was just left is brought into view once
  useLayoutEffect(() => reveal(Math.floor(start / perLine)), [])
  return (
    <div ref={scroller} className="bucket-scroller">
      {hasHeads && <Heads />}
      <ul
        className={isList ? 'bucket-rows' : 'bucket-cards'}
        data-narrow={width < line.narrow}
        aria-label={t('buckets')}
        style={{ height: total }}
        onKeyDown={(event) => move(event) || onKey(event)}
        onFocus={onFocus}
      >
        {drawnRows(from * perLine, Math.min(buckets.length, to * perLine), at).map((index) => {
          const bucket = buckets[index]
          return (
            bucket && (
              <li
                key={bucket.name}
                aria-setsize={buckets.length}
                aria-posinset={index + 1}
                style={placeOf(index, { perLine, height, top: topOf(Math.floor(index / perLine)) })}
              >
                <Bucket
                  bucket={bucket}
                  words={wordsOf(bucket)}
                  index={index}
                  isStop={index === at}
                  ref={(element) => {
                    if (index === at) stop.current = element
                  }}
                />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function placeOf(
  index: number,
  { perLine, height, top }: { perLine: number; height: number; top: number },
): CSSProperties {
  return { top, height, left: `${((index % perLine) / perLine) * 100}%`, width: `${100 / perLine}%` }
}

type BucketProps = {
  bucket: KnownBucket
  words: BucketWords
  index: number
  isStop: boolean
  ref: (element: HTMLAnchorElement | null) => void
}

function Bucket({ bucket: { name, region, entry = '' }, words, index, isStop, ref }: BucketProps) {
  const hashIn = useHashIn()
  return (
    <a
      ref={ref}
      className="bucket-card"
      data-at={index}
      tabIndex={isStop ? 0 : -1}
      title={`${name}\n${words.region} (${region})`}
      href={hashIn({ bucket: name, prefix: entry })}
    >
      <span className="bucket-mark">
        <BucketIcon />
      </span>
      <strong>{name}</strong>
      <span className="bucket-region">{words.region}</span>
      <span className="bucket-class">{words.storageClass}</span>
      <span className="bucket-created">{words.created}</span>
    </a>
  )
}

/** What the view menu says, too: no stops of their own for the Tab key. */
function Heads() {
  const { t } = useTranslation('browser')
  const { by, isDown } = useBucketView((view) => view.sort)
  return (
    <div className="bucket-heads">
      {bucketColumns.map((column) => (
        <button
          key={column}
          type="button"
          tabIndex={-1}
          aria-pressed={by === column}
          onClick={() => sortBuckets(column)}
        >
          {t(`bucket.${column}`)}
          {by === column && (isDown ? <CaretDownOutlined aria-hidden /> : <CaretUpOutlined aria-hidden />)}
        </button>
      ))}
    </div>
  )
}
