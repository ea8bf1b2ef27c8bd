import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { go } from '../places/usePlace.ts'
import { bucketsQuery } from '../queries/queries.ts'
import type { ActionName, BoundAction } from './useActions.ts'

export type Command = { id: string; label: string /** Why not now. */; obstacle?: string | undefined; run: () => void }

/** In the palette it leads nowhere: to where one is, or to itself. */
const hidden: ReadonlySet<string> = new Set<ActionName>(['openPlace', 'palette'])

/** Everything that the palette offers: every action that there is here, and a way to each bucket. */
export function useCommands(account: Account, actions: BoundAction<string>[]): Command[] {
  const { t } = useTranslation('browser')
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  return [
    ...actions
      .filter(({ name, isOffered }) => isOffered && !hidden.has(name))
      .map(({ name, label, obstacle, run }) => ({ id: name, label, obstacle, run })),
    ...buckets.map(({ name, entry = '' }) => ({
      id: `bucket-${name}`,
      label: t('goTo', { place: name }),
      run: () => go({ bucket: name, prefix: entry }),
    })),
  ]
}
