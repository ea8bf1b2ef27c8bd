import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../engine/keys.ts'
import { visible } from './visible.ts'

/** Names what an action is about: one thing by its name, several by their number. */
export function useWhat(): (count: number, firstKey: string) => string {
  const { t } = useTranslation('browser')
  return useCallback(
    (count, firstKey) =>
      count === 1 ? t('itemsNamed', { name: shortened(visible(nameOf(firstKey))) }) : t('itemsCounted', { count }),
    [t],
  )
}

/** The beginning and the end, which tells the type, fit on a button. */
function shortened(name: string): string {
  const characters = [...name]
  return characters.length <= 40 ? name : `${characters.slice(0, 26).join('')}…${characters.slice(-12).join('')}`
}
