import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { bucketsQuery } from '../queries.ts'
import { type Home, homeIn, refsOf } from '../requests.ts'
import type { Row } from '../rows.ts'
import type { Action } from '../useActions.ts'
import { usePasteInto } from '../usePasteInto.ts'
import { PaneContext } from './pane.ts'

type From = { account: Account; home: Home; selected: readonly Row[] }

/** F5 and F6: the chosen rows are copied or moved to the other pane. `send` is undefined while there is nothing to send or no other pane. */
export function useSend({ account, home, selected }: From) {
  const { t } = useTranslation('browser')
  const { beside } = use(PaneContext)
  const { message } = App.useApp()
  const pasteInto = usePasteInto()
  const { data: buckets = [] } = useQuery(bucketsQuery(account))
  const send = (isCut: boolean) => {
    if (!beside) return void message.warning(t('pane.noPlace'))
    pasteInto({ sources: refsOf(home, selected), isCut }, { ...homeIn(account, buckets, beside), key: beside.prefix })
  }
  const obstacle = selected.length === 0 ? t('why.none') : beside === null ? t('pane.noPlace') : undefined
  const actions: Action<string>[] = [
    { name: 'copyBeside', label: t('pane.copy'), shortcut: 'F5', obstacle, run: () => send(false) },
    { name: 'moveBeside', label: t('pane.move'), shortcut: 'F6', obstacle, run: () => send(true) },
  ]
  return {
    send: beside !== undefined && selected.length > 0 ? send : undefined,
    actions: beside === undefined ? [] : actions,
  }
}
