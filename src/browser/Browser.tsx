import { notifyManager, QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { App, Drawer } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMedia } from '../look/useMedia.ts'
import type { Account } from '../oss/types.ts'
import { JobsPanel } from '../panel/JobsPanel.tsx'
import { PlaceMenus } from './actions/PlaceMenus.tsx'
import { Drops } from './drag/Drops.tsx'
import { Panes } from './panes/Panes.tsx'
import { QueryProblem } from './QueryProblem.tsx'
import { bucketsQuery } from './queries.ts'
import { SideBar } from './SideBar.tsx'
import { Skeleton } from './Skeleton.tsx'
import { TopBar } from './TopBar.tsx'
import { tabsOf, useTabs } from './tabs/tabs.ts'
import { useTabKeys } from './tabs/useTabKeys.ts'
import { useLinks } from './useLinks.ts'
import { usePlace } from './usePlace.ts'
import { useSecondClicks } from './useSecondClicks.ts'
import { useTouched } from './useTouched.ts'
import './browser.css'

const TabStrip = lazy(async () => ({ default: (await import('./tabs/TabStrip.tsx')).TabStrip }))

// What has arrived is drawn at once: a timer would run some milliseconds later.
notifyManager.setScheduler(queueMicrotask)
const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } })

type BrowserProps = { account: Account; onAddAccount: (renewed?: Account) => void }

/** The window of the file browser, with what toasts and questions need. Where there is no side bar a toast would lie on the jobs. */
export function Browser(props: BrowserProps) {
  const isNarrow = useMedia('(max-width: 900px)')
  useSecondClicks()
  return (
    <App
      component={false}
      notification={{ placement: isNarrow ? 'top' : 'bottomLeft', top: 8, maxCount: isNarrow ? 1 : 4 }}
    >
      <QueryClientProvider client={client}>
        <Shell {...props} />
      </QueryClientProvider>
    </App>
  )
}

/** Where you are, what is there, and the jobs below it. */
function Shell({ account, onAddAccount }: BrowserProps) {
  const { t } = useTranslation('browser')
  const buckets = useQuery(bucketsQuery(account))
  const place = usePlace()
  const isNarrow = useMedia('(max-width: 900px)')
  const [isMenuOpen, setMenuOpen] = useState(false)
  useTouched()
  useLinks()
  useTabKeys()
  useEffect(() => tabsOf(account.id), [account.id])
  const hasTabs = useTabs(({ tabs }) => tabs.length > 1)
  const side = <SideBar account={account} buckets={buckets.data ?? []} onPick={() => setMenuOpen(false)} />
  return (
    <PlaceMenus account={account} buckets={buckets.data ?? []} className="shell">
      <TopBar
        account={account}
        buckets={buckets.data ?? []}
        onMenu={isNarrow ? () => setMenuOpen(true) : undefined}
        onAddAccount={onAddAccount}
      />
      {isNarrow ? (
        // A dialog that is only hidden would keep the keys of the page off.
        <Drawer
          open={isMenuOpen}
          onClose={() => setMenuOpen(false)}
          placement="left"
          size={280}
          title={t('buckets')}
          destroyOnHidden
        >
          {side}
        </Drawer>
      ) : (
        <aside className="shell-side">{side}</aside>
      )}
      <main className="shell-main">
        {hasTabs && (
          <Suspense fallback={null}>
            <TabStrip account={account} buckets={buckets.data ?? []} />
          </Suspense>
        )}
        {buckets.error && (!place || !buckets.data) && (
          <QueryProblem error={buckets.error} onRetry={() => void buckets.refetch()} />
        )}
        {buckets.isPending ? <Skeleton /> : <Panes account={account} buckets={buckets.data ?? []} />}
      </main>
      <div className="shell-dock">
        <JobsPanel />
      </div>
      <Drops />
    </PlaceMenus>
  )
}
