import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Ref } from '../../oss/types.ts'
import { Late, late } from '../../ui/late.tsx'
import { useMedia } from '../../ui/theme/useMedia.ts'
import { PlaceMenus } from '../actions/PlaceMenus.tsx'
import { Drops } from '../drag/Drops.tsx'
import { JobsPanel } from '../jobs-panel/JobsPanel.tsx'
import { useAccount } from '../places/account.ts'
import { Panes } from '../places/panes/Panes.tsx'
import { showRows } from '../places/showInFolder.ts'
import { SideBar } from '../places/side/SideBar.tsx'
import { useTabs } from '../places/tabs/tabs.ts'
import { useTabKeys } from '../places/tabs/useTabKeys.ts'
import { useLinks } from '../places/useLinks.ts'
import { bucketsQuery, type KnownBucket } from '../queries/queries.ts'
import { useReadAgain } from '../queries/useReadAgain.ts'
import { useDenialsOfJobs } from '../rights/useDenialsOfJobs.ts'
import { useSession } from '../session/session.ts'
import { TopBar } from './TopBar.tsx'
import { useNoAccess } from './useNoAccess.ts'
import './shell.css'

const SideDrawer = late(async () => (await import('./SideDrawer.tsx')).SideDrawer)
const NoAccess = late(async () => (await import('./NoAccess.tsx')).NoAccess)
const TabStrip = late(async () => (await import('../places/tabs/TabStrip.tsx')).TabStrip)

/** `account`: the window's; a pane may show another one's places. */
export type LayoutProps = { account: Account; onAddAccount: (renewed?: Account) => void }

const showMade = ({ bucket, key }: Ref, keys: string[]) => showRows({ bucket, prefix: key }, keys)

const none: readonly KnownBucket[] = []

/** Where you are, what is there, and the jobs below it. */
export function Layout({ account, onAddAccount }: LayoutProps) {
  const { t } = useTranslation('browser')
  const shown = useAccount()
  const { data: buckets = none } = useQuery(bucketsQuery(shown))
  const isNarrow = useMedia('(max-width: 900px)')
  // Until it was opened once it is not even loaded.
  const [isMenuOpen, setMenuOpen] = useState<boolean>()
  const noAccess = useNoAccess()
  useReadAgain()
  useDenialsOfJobs()
  useLinks()
  useTabKeys()
  const accounts = useSession((session) => session.accounts)
  const hasTabs = useTabs(({ tabs }) => tabs.length > 1)
  const side = <SideBar key={shown.id} buckets={buckets} onPick={() => setMenuOpen(false)} />
  return (
    <PlaceMenus className="shell">
      <TopBar buckets={buckets} onMenu={isNarrow ? () => setMenuOpen(true) : undefined} onAddAccount={onAddAccount} />
      {isNarrow ? (
        <Late>
          {isMenuOpen !== undefined && (
            <SideDrawer title={t('buckets')} isOpen={isMenuOpen} onClose={() => setMenuOpen(false)}>
              {side}
            </SideDrawer>
          )}
        </Late>
      ) : (
        <aside className="shell-side">{side}</aside>
      )}
      <main className="shell-main">
        <Late>{noAccess && <NoAccess code={noAccess} />}</Late>
        {hasTabs && (
          <Late>
            <TabStrip />
          </Late>
        )}
        <Panes account={account} />
      </main>
      <div className="shell-dock">
        <JobsPanel account={shown.id} accounts={accounts} show={showMade} />
      </div>
      <Drops />
    </PlaceMenus>
  )
}
