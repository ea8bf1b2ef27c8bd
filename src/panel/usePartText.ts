import { useTranslation } from 'react-i18next'
import type { PartMark } from '../jobs/types.ts'
import { formatBytes } from '../words/format.ts'
import { rangeAt } from './parts.ts'

/** Says a part in words: its number, its bytes, its state. */
export function usePartText(parts: { size: number }, size: number): (index: number, mark: PartMark) => string {
  const { t, i18n } = useTranslation('panel')
  return (index, mark) => {
    const { from, to } = rangeAt(index, parts.size, size)
    const [first, last] = [formatBytes(from, i18n.language), formatBytes(to, i18n.language)]
    return t('part', { number: index + 1, from: first, to: last, state: t(`part.${mark}`) })
  }
}
