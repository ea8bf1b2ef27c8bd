import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { formatBytes, formatCount, formatTime } from '../../../i18n/format.ts'
import { formatElapsed } from './duration.ts'
import { isOpen } from './jobState.ts'
import { regionOf, routeOf } from './jobTitle.ts'
import { proofKinds } from './proof.ts'
import { useShowResult } from './resultPlace.ts'
import { useRate } from './useRate.ts'

/** What a job did, and what shows that it is so. */
export function JobFacts({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { ended, throughput, phase } = view
  return (
    <dl className="job-fact-list">
      <Proofs view={view} />
      <Skips view={view} />
      {throughput && phase !== 'running' && (
        <Fact name={t('fact.took')}>{formatElapsed(throughput.worked, t, i18n.language)}</Fact>
      )}
      <Speed view={view} />
      <Parts view={view} />
      {ended !== undefined && (
        <Fact name={t(`fact.ended.${phase === 'cancelled' ? 'cancelled' : 'finished'}`)}>
          {formatTime(ended, i18n.language)}
        </Fact>
      )}
      <Landing view={view} />
    </dl>
  )
}

function Fact({ name, tone, children }: { name: string; tone?: 'warn'; children: ReactNode }) {
  return (
    <div className={tone ? `job-fact job-fact-${tone}` : 'job-fact'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Each kind with how many objects it holds of; what could not be shown stands by itself. */
function Proofs({ view: { proofs = {} } }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const said = (kind: (typeof proofKinds)[number]) => {
    const { count = 0, bytes = 0 } = proofs[kind] ?? {}
    return t(`proof.${kind}`, {
      count,
      objects: formatCount(count, i18n.language),
      bytes: formatBytes(bytes, i18n.language),
    })
  }
  const some = proofKinds.filter((kind) => proofs[kind] && kind !== 'unverified')
  return (
    <>
      {some.length > 0 && (
        <Fact name={t('fact.verified')}>
          {some.map((kind) => (
            <span key={kind} className="job-fact-line">
              {said(kind)}
            </span>
          ))}
        </Fact>
      )}
      {proofs.unverified && (
        <Fact name={t('fact.unverified')} tone="warn">
          {said('unverified')}
        </Fact>
      )}
    </>
  )
}

function Skips({ view: { stood = {}, request } }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const some = Object.entries(stood) as [keyof typeof stood, { count: number }][]
  if (some.length === 0) return null
  return (
    <Fact name={t('fact.skipped')}>
      {some.map(([why, { count }]) => (
        <span key={why} className="job-fact-line">
          {t(`skip.${request.do === 'undo' ? 'undo' : why}`, { count, objects: formatCount(count, i18n.language) })}
        </span>
      ))}
    </Fact>
  )
}

/** The average; of a moment it would say nothing. */
function Speed({ view: { throughput, bytesDone, counts, phase } }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const [bytes, objects] = [useRate('bytes'), useRate('objects')]
  if (!throughput || throughput.worked < 1000 || phase === 'running') return null
  const seconds = throughput.worked / 1000
  const average = bytesDone > 0 ? bytes(bytesDone / seconds) : objects(counts.done / seconds)
  return <Fact name={t('fact.speed')}>{average}</Fact>
}

/** While it runs each of them is shown. */
function Parts({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { parts = 0, bytes = 0 } = view.methods.parts ?? {}
  if (parts === 0 || isOpen(view)) return null
  const said = {
    count: parts,
    parts: formatCount(parts, i18n.language),
    size: formatBytes(bytes / parts, i18n.language),
  }
  return <Fact name={t('fact.parts')}>{t('fact.partsOf', said)}</Fact>
}

function Landing({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const goThere = useShowResult(view)
  if (!goThere) return null
  const { from, to = from } = routeOf(view.request, t)
  const region = regionOf(view.request)
  return (
    <Fact name={t('fact.where')}>
      <Button type="link" size="small" className="job-fact-show" onClick={goThere}>
        {t('show', { place: to })}
      </Button>
      {region && <span className="job-region">{region}</span>}
    </Fact>
  )
}
