import { useTranslation } from 'react-i18next'
import type { missing as words } from '../../i18n/missing.ts'
import '../../i18n/missing.ts'
import { Notice } from './Notice.tsx'

/** Says, above everything else, what the browser lacks and what still works. */
export function MissingNotice({ missing }: { missing: readonly Exclude<keyof typeof words, 'title' | 'still'>[] }) {
  const { t } = useTranslation('missing')
  return (
    <Notice tone="warn" title={t('title')}>
      {missing.map((name) => (
        <p key={name}>{t(name)}</p>
      ))}
      <p>{t('still')}</p>
    </Notice>
  )
}
