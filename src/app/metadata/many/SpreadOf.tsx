import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../../i18n/format.ts'
import type { Spread } from './summary.ts'

type SpreadProps<Value> = {
  name: string
  spread: Spread<Value>
  /** Nothing is known yet. */
  isReading: boolean
  /** A value in words; what is `null` says `none`. */
  say: (value: Value) => string
  none?: string
}

const mostShown = 20

/** What a field is now: the same everywhere, absent, or so many values, of which a click shows the counts. */
export function SpreadOf<Value extends string>({ name, spread, isReading, say, none }: SpreadProps<Value>) {
  const { t } = useTranslation('many')
  const id = useId()
  const [first, second] = spread
  const word = (value: Value | null) => (value === null ? (none ?? t('spread.none')) : say(value))
  if (!first) return <span className="spread">{isReading ? '…' : ''}</span>
  if (!second)
    return <span className={first.value === null ? 'spread spread-none' : 'spread'}>{word(first.value)}</span>
  return (
    <span className="spread">
      <button type="button" className="spread-mixed" popoverTarget={id}>
        {t('spread.mixed', { count: spread.length, values: spread.length })}
      </button>
      <span id={id} popover="auto" className="spread-all" role="dialog" aria-label={t('spread.title', { name })}>
        <Counts spread={spread} word={word} />
      </span>
    </span>
  )
}

type CountsProps<Value> = { spread: Spread<Value>; word: (value: Value | null) => string }

function Counts<Value extends string>({ spread, word }: CountsProps<Value>) {
  const { t, i18n } = useTranslation('many')
  const more = spread.length - mostShown
  return (
    <>
      {spread.slice(0, mostShown).map(({ value, count }) => (
        <span key={value ?? '\0'} className="spread-line">
          <span className={value === null ? 'spread-none' : ''}>{word(value)}</span>
          <span className="spread-count">{formatCount(count, i18n.language)}</span>
        </span>
      ))}
      {more > 0 && (
        <span className="spread-none">
          {t('spread.more', { count: more, objects: formatCount(more, i18n.language) })}
        </span>
      )}
    </>
  )
}
