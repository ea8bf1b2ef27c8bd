import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../oss/types.ts'
import { Late, late } from '../../../ui/late.tsx'
import { LateQueryProblem } from '../../../ui/notices/LateQueryProblem.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useMedia } from '../../../ui/theme/useMedia.ts'
import { Listing } from '../../listing/Listing.tsx'
import { bucketsQuery, type KnownBucket } from '../../queries/queries.ts'
import { bucketRefIn } from '../../requests/requests.ts'
import { useFoundRegions } from '../../session/foundRegions.ts'
import { useSession } from '../../session/session.ts'
import { AccountContext, useAccount } from '../account.ts'
import { BucketList } from '../buckets/BucketList.tsx'
import { hashOf, type Place } from '../place.ts'
import { useTabs } from '../tabs/tabs.ts'
import { usePanes } from '../usePlace.ts'
import { BucketContext } from './bucket.ts'
import { PaneContext } from './pane.ts'
import { usePaneKeys } from './usePaneKeys.ts'
import { useReadAhead } from './useReadAhead.ts'
import './panes.css'

const PaneHead = late(async () => (await import('./PaneHead.tsx')).PaneHead)
const SignedOut = late(async () => (await import('./SignedOut.tsx')).SignedOut)

/** One place, or two side by side, each of an account. A narrow window shows the active one and a switch. `account`: the window's. */
export function Panes({ account }: { account: Account }) {
  const { t } = useTranslation('browser')
  useReadAhead()
  const { active, panes } = useOwners(account)
  const isNarrow = useMedia('(max-width: 900px)')
  const [dock, setDock] = useState<HTMLElement | null>(null)
  const isSplit = panes.length > 1
  const tab = useTabs((state) => state.active)
  const hasTabs = useTabs(({ tabs }) => tabs.length > 1)
  usePaneKeys(isSplit)
  return (
    <div id="panes" className="panes" {...(hasTabs && { role: 'tabpanel', 'aria-labelledby': `tab-${tab}` })}>
      {panes.map(({ place, owner }, pane) => {
        const [isActive, other] = [pane === active, panes[1 - pane]]
        if (isNarrow && !isActive) return null
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pane is its number
          <AccountContext key={pane} value={owner ?? account}>
            <PaneContext value={{ pane, isActive, otherPlace: other?.place, otherAccount: other?.owner, dock }}>
              <section
                className="pane"
                data-pane={pane}
                data-active={isActive}
                aria-label={isSplit ? t(pane === 0 ? 'pane.left' : 'pane.right') : undefined}
              >
                {isSplit && (
                  <Late fallback={<div className="pane-head" />}>
                    <PaneHead panes={panes} isNarrow={isNarrow} />
                  </Late>
                )}
                {owner ? <Here key={`${tab} ${owner.id}`} place={place} /> : <Late>{<SignedOut />}</Late>}
              </section>
            </PaneContext>
          </AccountContext>
        )
      })}
      <div ref={setDock} className="panes-dock" />
    </div>
  )
}

/** `owner`: undefined where the account of the place is not signed in; then there is no place either. */
export type OwnedPlace = { place: Place | null; owner: Account | undefined }

function useOwners(account: Account): { active: number; panes: OwnedPlace[] } {
  const { places, active, accounts: ids } = usePanes()
  const signedIn = useSession(({ accounts }) => accounts)
  const panes = places.map((place, pane): OwnedPlace => {
    const id = ids?.[pane]
    const owner = id === undefined ? account : signedIn.find((each) => each.id === id)
    return { place: owner ? place : null, owner }
  })
  return { active, panes }
}

/** Of an empty list the same one: it is compared. */
const none: readonly KnownBucket[] = []

/** What the account has there; undefined buckets are those that could not be listed. */
function Here({ place }: { place: Place | null }) {
  const { data, error, isPending, refetch } = useQuery(bucketsQuery(useAccount()))
  if (isPending) return <Skeleton />
  const { isFlat, ...level } = place ?? { bucket: '', prefix: '' }
  return (
    <>
      {error && (!place || !data) && <LateQueryProblem error={error} onRetry={() => void refetch()} />}
      {place ? <Filtered key={hashOf(level)} buckets={data ?? none} place={place} /> : <BucketList buckets={data} />}
    </>
  )
}

/** What is typed to filter holds for the place, whether one level of it is shown or everything below. */
function Filtered({ buckets, place }: { buckets: readonly KnownBucket[]; place: Place }) {
  const account = useAccount()
  const filter = useState('')
  const { bucket } = place
  const found = useFoundRegions()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read from what was found
  const home = useMemo(() => bucketRefIn(account, buckets, { bucket }), [account, buckets, bucket, found])
  const entry = buckets.find(({ name }) => name === bucket)?.entry
  return (
    <BucketContext value={home}>
      <Listing key={hashOf(place)} place={place} entry={entry} filter={filter} />
    </BucketContext>
  )
}
