import { useTranslation } from 'react-i18next'
import { HeaderValue } from './HeaderValue.tsx'
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
            {before === undefined ? (
              <span className="changes-none">{t('notSet')}</span>
            ) : (
              <del>
                <HeaderValue bytes={before} />
              </del>
            )}
            <span aria-hidden>→</span>
            {after === undefined || after === null ? (
              <span className="changes-none">{t('notSet')}</span>
            ) : (
              <ins>
                <HeaderValue bytes={after} />
              </ins>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
