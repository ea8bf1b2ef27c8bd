import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { needs } from '../../engine/needs.ts'
import { explain } from '../../i18n/explain.ts'
import { useFindWords } from '../../i18n/findWords.ts'
import { formatBytes, formatCount } from '../../i18n/format.ts'
import { OssError } from '../../oss/errors.ts'
import type { AnsweredClass } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { PartNotLoaded } from '../../ui/loadPart.ts'
import { Fact } from '../details/Fact.tsx'
import type { Row } from '../listing/rows.ts'
import { useAccount } from '../places/account.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import { refsOf } from '../requests/requests.ts'
import { deniedAt, useDenials } from '../rights/denials.ts'
import { type Measure, measure, measureOf, stopMeasuring, type Totals, useMeasures } from './measures.ts'
import { sumOf } from './sumOf.ts'

type MeasuredProps = {
  /** Prefixes, and objects that are chosen with them. */
  rows: readonly ({ key: string; is: 'prefix' } | Row)[]
}

/** What lies below the prefixes, together with the objects: asked for with a button, told while it is counted. */
export function Measured({ rows }: MeasuredProps) {
  const account = useAccount()
  const home = useBucketRef()
  const { t } = useFindWords()
  const { t: browser } = useTranslation('browser')
  const prefixes = refsOf(
    home,
    rows.filter(({ is }) => is === 'prefix'),
  )
  const of = useMeasures((measures) => measures.of)
  const measures = prefixes.map((at) => measureOf(of, at))
  const begin = () => void measure(account, prefixes)
  useDenials()
  const right = deniedAt(
    account,
    needs.browse,
    prefixes.map(({ bucket, key }) => ({ bucket, place: key })),
  )
  const obstacle = right && browser('obstacle.denied', { right })
  if (measures.every((each) => each === undefined))
    return (
      <ActionButton obstacle={obstacle} onClick={begin}>
        {t('measure')}
      </ActionButton>
    )
  const sum = sumOf(measures, rows)
  return (
    <>
      <dl className="facts" aria-busy={sum.state === 'walking'}>
        <Fact name={t(rows.length > 1 ? 'ofChosen' : 'allBelow')}>
          <SizeAndCount {...sum} />
        </Fact>
        <Classes classes={sum.classes} />
      </dl>
      <Problem measure={sum} />
      {sum.state === 'walking' ? (
        <Button onClick={() => stopMeasuring(prefixes)}>{t('stop')}</Button>
      ) : (
        <Button onClick={begin}>{t('again')}</Button>
      )}
      <p className="unseen" role="status">
        {t(sum.state === 'walking' ? 'counting' : 'objects', objectWords(sum, 'en'))}
      </p>
    </>
  )
}

function SizeAndCount({ objects, bytes }: Totals) {
  const { t, i18n } = useFindWords()
  return (
    <>
      <strong>{formatBytes(bytes, i18n.language)}</strong>
      <small>{t('objects', objectWords({ objects }, i18n.language))}</small>
    </>
  )
}

function Classes({ classes }: Pick<Measure, 'classes'>) {
  const { t } = useFindWords()
  return (Object.entries(classes) as [AnsweredClass, Totals][]).map(([name, totals]) => (
    <Fact key={name} name={t(`class.${name}`)}>
      <SizeAndCount {...totals} />
    </Fact>
  ))
}

function Problem({ measure: { state, problem } }: { measure: Measure }) {
  const { t } = useFindWords()
  const { t: errors } = useTranslation('errors')
  const { t: look } = useTranslation('look')
  if (state === 'stopped') return <p className="details-note">{t('incomplete')}</p>
  if (!problem) return null
  if (problem instanceof PartNotLoaded) return <p className="details-note details-warn">{look('notLoaded.told')}</p>
  if (!(problem instanceof OssError)) throw problem
  return <p className="details-note details-warn">{`${explain(problem, errors).title}. ${t('incomplete')}`}</p>
}

function objectWords({ objects }: Pick<Totals, 'objects'>, language: string) {
  return { count: objects, formatted: formatCount(objects, language) }
}
