import { useTranslation } from 'react-i18next'
import type { Difference } from './metadataForm.ts'

/** Before and after, for each thing that will change. */
export function Changes({ changes }: { changes: readonly Difference[] }) {
  const { t } = useTranslation('browser')
  return (
    <section className="metadata-section">
      <h3>{t('changesTitle')}</h3>
      {changes.length === 0 && <p className="dialog-note">{t('noChanges')}</p>}
      <ul className="changes">
        {changes.map(({ name, before, after }) => (
          <li key={name}>
            <code>{name}</code>
            {before === undefined ? <NotSet /> : <del>{before || t('emptyValue')}</del>}
            <span aria-hidden>→</span>
            {after === undefined ? <NotSet /> : <ins>{after || t('emptyValue')}</ins>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function NotSet() {
  const { t } = useTranslation('browser')
  return <span className="changes-none">{t('notSet')}</span>
}
