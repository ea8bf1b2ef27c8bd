import { useTranslation } from 'react-i18next'
import { formatCount } from '../../i18n/format.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import type { RuleForm } from './ruleForm.ts'
import type { usePreview } from './usePreview.ts'

type RuleCountProps = { preview: ReturnType<typeof usePreview>; form: RuleForm }

/** How many objects a rule is about; counted on demand, since that reads them. */
export function RuleCount({ preview, form }: RuleCountProps) {
  const { t } = useTranslation('rules')
  const { t: why } = useObstacles()
  const { state, read, canCount, count } = preview
  if (state === 'counted' && read.error) return <QueryProblem error={read.error} onRetry={() => void read.refetch()} />
  return (
    <div className="rule-count">
      {state !== 'counted' && (
        <ActionButton obstacle={canCount ? undefined : why('wrong')} onClick={() => count(form)}>
          {t('count')}
        </ActionButton>
      )}
      <div role="status">
        {state === 'counted' ? (
          <Matches preview={preview} form={form} />
        ) : (
          <p className="dialog-note">{t(state === 'stale' ? 'stale' : 'countFirst')}</p>
        )}
      </div>
    </div>
  )
}

function Matches({ preview, form }: RuleCountProps) {
  const { t, i18n } = useTranslation('rules')
  const { survey, read, meant, isPart } = preview
  const count = (n: number) => formatCount(n, i18n.language)
  const { objects, of, links, isWhole } = survey
  if (read.isFetching)
    return (
      <p className="dialog-note">
        {of === 0 ? t('listing') : t('counting', { read: count(objects.length), of: count(of) })}
      </p>
    )
  const figures = { count: objects.length, matches: count(objects.length), meant: count(meant.length) }
  return (
    <>
      <p className="rule-matches">{t(form.conditions.length > 0 ? 'matching' : 'matchingAll', figures)}</p>
      {links > 0 && <p className="dialog-note">{t('links', { count: links, objects: count(links) })}</p>}
      {!isWhole && (
        <p className="dialog-note">{t('sample', { count: objects.length, objects: count(objects.length) })}</p>
      )}
      {isPart && <p className="dialog-note">{t('slow')}</p>}
    </>
  )
}
