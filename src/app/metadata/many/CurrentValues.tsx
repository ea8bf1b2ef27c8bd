import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../../i18n/format.ts'
import type { ValueCounts } from './valueCounts.ts'

type SpreadProps<Value> = {
  name: string
  spread: ValueCounts<Value>
  /** Nothing is known yet. */
  isReading: boolean
  /** A value in words; what is `null` says `none`. */
  say: (value: Value) => string
  none?: string
}

const mostShown = 20

/** What a field is now: the same everywhere, absent, or so many values, of which a click shows the counts. */
export function CurrentValues<Value extends string>({ name, spread, isReading, say, none }: SpreadProps<Value>) {
  const { t } = useTranslation('many')
  const [isOpen, setOpen] = useState(false)
  const [first, second] = spread
  const word = (value: Value | null) => (value === null ? (none ?? t('values.none')) : say(value))
  if (!first) return <span className="spread">{isReading ? '…' : ''}</span>
  if (!second)
    return <span className={first.value === null ? 'spread spread-none' : 'spread'}>{word(first.value)}</span>
  return (
    <span className="spread">
      <button type="button" className="spread-mixed" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('values.mixed', { count: spread.length, values: spread.length })}
      </button>
      {isOpen && <Counts name={name} spread={spread} word={word} />}
    </span>
  )
}

type CountsProps<Value> = { name: string; spread: ValueCounts<Value>; word: (value: Value | null) => string }

function Counts<Value extends string>({ name, spread, word }: CountsProps<Value>) {
  const { t, i18n } = useTranslation('many')
  const more = spread.length - mostShown
  return (
    <ul className="spread-all" aria-label={t('values.title', { name })}>
      {spread.slice(0, mostShown).map(({ value, count }) => (
        <li key={value ?? '\0'} className="spread-line">
          <span className={value === null ? 'spread-none' : ''}>{word(value)}</span>
          <span className="spread-count">{formatCount(count, i18n.language)}</span>
        </li>
      ))}
      {more > 0 && (
        <li className="spread-none">{t('values.more', { count: more, objects: formatCount(more, i18n.language) })}</li>
      )}
    </ul>
  )
}
