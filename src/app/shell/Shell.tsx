import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import '../../i18n/browser.ts'
import '../../i18n/panel.ts'
import { useSecondClicks } from '../../ui/keyboard/useSecondClicks.ts'
import { Messages } from '../../ui/messages/Messages.tsx'
import { AccountContext, useActiveAccount } from '../places/account.ts'
import { tabsOf } from '../places/tabs/tabs.ts'
import { Layout, type LayoutProps } from './Layout.tsx'

// What has arrived is drawn at once: a timer would run some milliseconds later.
notifyManager.setScheduler(queueMicrotask)
const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })

/** The window of the file browser, with its messages and questions. */
export function Shell(props: LayoutProps) {
  const { account } = props
  const shown = useActiveAccount(account) ?? account
  useSecondClicks()
  useEffect(() => tabsOf(account.id), [account.id])
  return (
    <QueryClientProvider client={client}>
      <AccountContext value={shown}>
        <Layout {...props} />
        <Messages />
      </AccountContext>
    </QueryClientProvider>
  )
}
