import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../copy/keys.ts'
import { visible } from '../words/visible.ts'

/** Names what an action is about: one thing by its name, several by their number. */
export function useWhat(): (count: number, firstKey: string) => string {
  const { t } = useTranslation('browser')
  return useCallback(
    (count, firstKey) =>
      count === 1 ? t('itemsNamed', { name: visible(nameOf(firstKey)) }) : t('itemsCounted', { count }),
    [t],
  )
}
