import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { go } from '../places/usePlace.ts'
import { bucketsQuery } from '../queries/queries.ts'
import { type ActionName, type Bound, paneActions } from './useActions.ts'

export type Command = { id: string; label: string /** Why not now. */; obstacle?: string | undefined; run: () => void }

/** In the palette it leads nowhere: to where one is, or to itself. */
const hidden: ReadonlySet<ActionName> = new Set(['openPlace', 'palette'])

/** Everything that the palette offers in a place: every action, and a way to each bucket. */
export function useCommands(account: Account, bound: (name: ActionName) => Bound): Command[] {
  const { t } = useTranslation('browser')
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  const names = (Object.keys(paneActions) as ActionName[]).filter((name) => !hidden.has(name))
  return [
    ...names
      .map(bound)
      .filter(({ isOffered }) => isOffered)
      .map(({ name, label, obstacle, run }) => ({ id: name, label, obstacle, run })),
    ...buckets.map(({ name }) => ({
      id: `bucket-${name}`,
      label: t('goTo', { place: name }),
      run: () => go({ bucket: name, prefix: '' }),
    })),
  ]
}
