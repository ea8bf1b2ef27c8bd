import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../engine/keys.ts'
import { visible } from './visible.ts'

type Told = {
  /** In the middle of a sentence, where a name has to be told from the words around it. */
  quoted?: boolean
}

/** Names what an action is about: one thing by its name, several by their number. */
export function useWhat({ quoted = false }: Told = {}): (count: number, firstKey: string) => string {
  const { t } = useTranslation('browser')
  return useCallback(
    (count, firstKey) =>
      count === 1
        ? t(quoted ? 'itemsQuoted' : 'itemsNamed', { name: shortened(visible(nameOf(firstKey))) })
        : t('itemsCounted', { count }),
    [t, quoted],
  )
}

/** The beginning and the end, which tells the type, fit on a button. */
function shortened(name: string): string {
  const characters = [...name]
  return characters.length <= 40 ? name : `${characters.slice(0, 26).join('')}…${characters.slice(-12).join('')}`
}
