import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useSecondClicks } from '../../ui/keyboard/useSecondClicks.ts'
import { Messages } from '../../ui/messages/Messages.tsx'
import { AccountContext } from '../places/account.ts'
import { Layout, type LayoutProps } from './Layout.tsx'

// What has arrived is drawn at once: a timer would run some milliseconds later.
notifyManager.setScheduler(queueMicrotask)
const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })

/** The window of the file browser, with its messages and questions. */
export function Shell(props: LayoutProps) {
  useSecondClicks()
  return (
    <QueryClientProvider client={client}>
      <AccountContext value={props.account}>
        <Layout {...props} />
        <Messages />
      </AccountContext>
    </QueryClientProvider>
  )
}
