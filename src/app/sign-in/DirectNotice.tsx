import { useTranslation } from 'react-i18next'
import '../../i18n/direct.ts'
import { Notice } from '../../ui/notices/Notice.tsx'

/** That no gateway serves this page, and what follows from that. */
export function DirectNotice() {
  const { t } = useTranslation('direct')
  return (
    <Notice tone="plain" title={t('title')}>
      {t('advice', { origin: location.origin })}
    </Notice>
  )
}
