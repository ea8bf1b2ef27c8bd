import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../../i18n/format.ts'

/** Per second, in words. */
export function useRate(of: 'bytes' | 'objects'): (perSecond: number) => string {
  const { t, i18n } = useTranslation('panel')
  if (of === 'bytes') return (bytes) => t('speed', { bytes: formatBytes(bytes, i18n.language) })
  return (rate) => t('rate', { objects: rate.toLocaleString(i18n.language, { maximumSignificantDigits: 2 }) })
}
