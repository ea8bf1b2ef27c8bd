import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../oss/types.ts'
import { typeAddress } from './AddressField.tsx'
import { type HereName, hereNames } from './here/HereDialogs.tsx'
import { toggleSplit } from './panes/usePaneKeys.ts'
import { bucketsQuery } from './queries.ts'
import { closeTab, openTab, useTabs } from './tabs/tabs.ts'
import type { Action } from './useActions.ts'
import { go, usePlace } from './usePlace.ts'
import { useViewStore } from './view.ts'

export type Can = {
  account: Account
  actions: Action<string>[]
  up: () => void
  search: () => void
  /** A dialog of the place. */
  showHere: (name: HereName) => void
  undo: () => void
  read: () => void
  showKeys: () => void
}

export type Command = { id: string; label: string /** Why not now. */; obstacle?: string | undefined; run: () => void }

/** Everything that the palette offers in a place. */
export function useCommands({ account, actions, up, search, showHere, undo, read, showKeys }: Can): Command[] {
  const { t } = useTranslation('browser')
  const view = useViewStore()
  const here = usePlace()
  const tabs = useTabs((state) => state.tabs.length)
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  return [
    ...actions.map(({ name, label, obstacle, run }) => ({ id: name, label, obstacle, run })),
    ...hereNames.map((name) => ({ id: name, label: t(`here.${name}`), run: () => showHere(name) })),
    { id: 'search', label: t('searchBelow'), run: search },
    { id: 'up', label: t('up'), run: up },
    { id: 'undo', label: t('undo'), run: undo },
    { id: 'refresh', label: t('refresh'), run: read },
    { id: 'type', label: t('address.type'), run: () => typeAddress(true) },
    { id: 'list', label: t('view.list'), run: () => view.setState({ layout: 'list' }) },
    { id: 'tiles', label: t('view.tiles'), run: () => view.setState({ layout: 'tiles' }) },
    { id: 'split', label: t('pane.split'), run: toggleSplit },
    { id: 'tab', label: t('tab.new'), run: () => openTab(here) },
    ...(tabs > 1 ? [{ id: 'closeTab', label: t('tab.close'), run: () => closeTab(useTabs.getState().active) }] : []),
    { id: 'keys', label: t('keys'), run: showKeys },
    { id: 'buckets', label: t('allBuckets'), run: () => go(null) },
    ...buckets.map(({ name }) => ({
      id: `bucket-${name}`,
      label: t('goTo', { place: name }),
      run: () => go({ bucket: name, prefix: '' }),
    })),
  ]
}
