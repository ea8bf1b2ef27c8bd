import { useTranslation } from 'react-i18next'
import type { PartMark } from '../../../engine/jobs/types.ts'
import { rangeAt } from './parts.ts'

/** Says a part in words: its number, its bytes, its state. */
export function usePartText(parts: { size: number }, size: number): (index: number, mark: PartMark) => string {
  const { t, i18n } = useTranslation('panel')
  return (index, mark) => {
    const { from, to } = rangeAt(index, parts.size, size)
    const said = { from: formatMiB(from, i18n.language), to: formatMiB(to, i18n.language) }
    return t('part', { number: index + 1, ...said, state: t(`part.${mark}`) })
  }
}

/** One unit for both ends of a range: in GiB two neighbours would read the same. */
function formatMiB(bytes: number, language: string): string {
  return (bytes / 1024 ** 2).toLocaleString(language, { maximumFractionDigits: 2 })
}
