import { formatBytes, formatCount } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { type Row, totalsOf } from '../listing/rows.ts'
import { Measured } from '../measure/Measured.tsx'
import { Fact } from './Fact.tsx'

export function ManyDetails({ rows }: { rows: readonly Row[] }) {
  const { t, i18n } = useWords()
  const { language } = i18n
  const { prefixes, objects, bytes } = totalsOf(rows)
  return (
    <>
      <h3>{t('manyChosen', { count: rows.length, formatted: formatCount(rows.length, language) })}</h3>
      <dl className="facts">
        <Fact name={t('objectsCount')}>{formatCount(objects, language)}</Fact>
        {prefixes > 0 && <Fact name={t('prefixesCount')}>{formatCount(prefixes, language)}</Fact>}
        {objects > 0 && <Fact name={t('totalSize')}>{formatBytes(bytes, language)}</Fact>}
      </dl>
      {prefixes > 0 && <Measured rows={rows} />}
    </>
  )
}
