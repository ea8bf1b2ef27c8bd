import { formatBytes, formatCount } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { figuresOf, type Row } from '../listing/rows.ts'
import { Measured } from '../measure/Measured.tsx'
import type { BucketRef } from '../requests/requests.ts'
import { Fact } from './Fact.tsx'

type ManyProps = { home: BucketRef; rows: readonly Row[] }

export function ManyDetails({ home, rows }: ManyProps) {
  const { t, i18n } = useWords()
  const { language } = i18n
  const { prefixes, objects, bytes } = figuresOf(rows)
  return (
    <>
      <h3>{t('manyChosen', { count: rows.length, formatted: formatCount(rows.length, language) })}</h3>
      <dl className="facts">
        <Fact name={t('objectsCount')}>{formatCount(objects, language)}</Fact>
        {prefixes > 0 && <Fact name={t('prefixesCount')}>{formatCount(prefixes, language)}</Fact>}
        {objects > 0 && <Fact name={t('totalSize')}>{formatBytes(bytes, language)}</Fact>}
      </dl>
      {prefixes > 0 && <Measured home={home} rows={rows} />}
    </>
  )
}
