import { useTranslation } from 'react-i18next'
import type { Refusal } from '../../../engine/types.ts'
import { explainRefusal } from '../../../i18n/explain.ts'
import { formatCount } from '../../../i18n/format.ts'
import { FieldChanges } from '../../jobs-panel/difference/FieldChanges.tsx'
import type { PreviewedEdit } from './previewEdit.ts'

const mostSteps = 12

/** What becomes of the objects that were read, before anything is asked of OSS. */
export function EditPreview({ foreseen }: { foreseen: PreviewedEdit | undefined }) {
  const { t } = useTranslation('many')
  return (
    <section className="metadata-section" aria-live="polite">
      <h3>{t('preview')}</h3>
      {foreseen ? <Sum foreseen={foreseen} /> : <p className="dialog-note">{t('preview.nothing')}</p>}
    </section>
  )
}

function Sum({ foreseen }: { foreseen: PreviewedEdit }) {
  const { t, i18n } = useTranslation('many')
  const { t: errors } = useTranslation('errors')
  const count = (n: number) => formatCount(n, i18n.language)
  const refused = Object.entries(foreseen.refused) as [Refusal, number][]
  const more = foreseen.steps.length - mostSteps
  return (
    <>
      {(foreseen.changes + foreseen.asAsked > 0 || foreseen.unread === 0) && (
        <p className="dialog-note">
          {t('preview.sum', { changes: count(foreseen.changes), asAsked: count(foreseen.asAsked) })}
        </p>
      )}
      {foreseen.unread > 0 && (
        <p className="dialog-note">
          {t('preview.unread', { count: foreseen.unread, objects: count(foreseen.unread) })}
        </p>
      )}
      {refused.map(([refusal, objects]) => (
        <p key={refusal} className="dialog-note dialog-warn">
          {t('preview.refused', { objects: count(objects), why: explainRefusal(refusal, errors).title })}
        </p>
      ))}
      {foreseen.isPart && (
        <p className="dialog-note">{t('preview.part', { count: foreseen.looked, objects: count(foreseen.looked) })}</p>
      )}
      <FieldChanges steps={foreseen.steps.slice(0, mostSteps)} />
      {more > 0 && <p className="dialog-note">{t('preview.more', { count: more, objects: count(more) })}</p>}
    </>
  )
}
