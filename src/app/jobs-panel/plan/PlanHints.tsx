import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { overlappingJobs } from '../../../engine/jobs/planning/overlappingJobs.ts'
import type { JobView } from '../../../engine/jobs/types.ts'
import { isPrefix } from '../../../engine/keys.ts'
import type { Hint } from '../../../engine/plan/costs.ts'
import { useJobs } from '../../../hosts/page/views.ts'
import { formatBytes, formatCount } from '../../../i18n/format.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { titleOf } from '../job/jobTitle.ts'
import { answerCounts } from './answerCounts.ts'

const hints: Hint[] = ['early', 'retrieval', 'restore', 'small']

const mostNamed = 3

/** The first of them, and how many more there are. */
function named(titles: readonly string[], t: TFunction<'panel'>): string {
  const list = titles.slice(0, mostNamed).join(t('plan.and'))
  const more = titles.length - mostNamed
  return more > 0 ? t('plan.andMore', { list, count: more }) : list
}

/** What a careful person wants to know before it begins. */
export function PlanHints({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const said = hints.flatMap((hint) => {
    const sum = view.hints[hint]
    if (!sum) return []
    const figures = { objects: formatCount(sum.count, i18n.language), bytes: formatBytes(sum.bytes, i18n.language) }
    return [{ hint, text: t(`hint.${hint}`, { count: sum.count, ...figures }) }]
  })
  const keeps = view.versioned && (view.groups.replace || view.groups.change || answerCounts(view).replace > 0)
  const others = overlappingJobs(
    view,
    useJobs(({ views }) => views),
  ).map(({ request }) => titleOf(request, t))
  const blocks = view.blocksPublic && view.request.do === 'copy' && view.request.keepAcl
  if (others.length + said.length === 0 && !keeps && !blocks && !view.encrypts && !losesEncryption(view)) return null
  return (
    <Notice tone={others.length + said.length > 0 ? 'warn' : 'plain'}>
      <ul className="plan-hints">
        {others.length > 0 && (
          <li>
            {t(view.request.do === 'remove' ? 'hint.besideRemove' : 'hint.beside', {
              jobs: named(others, t),
              count: others.length,
            })}
          </li>
        )}
        {said.map(({ hint, text }) => (
          <li key={hint}>{text}</li>
        ))}
        {keeps && <li>{t('hint.versions')}</li>}
        {blocks && <li>{t('hint.blocksPublic')}</li>}
        {view.encrypts && <li>{t('hint.encrypts')}</li>}
        {losesEncryption(view) && <li>{t('hint.encryption')}</li>}
      </ul>
    </Notice>
  )
}

/** A copy does not inherit it, and the plan reads it of objects that were picked by themselves only. */
function losesEncryption({ request, methods, keepEncryption }: JobView): boolean {
  const isWhole = methods.whole !== undefined || methods.reference !== undefined
  return request.do === 'copy' && !keepEncryption && isWhole && request.sources.some(({ key }) => isPrefix(key))
}
