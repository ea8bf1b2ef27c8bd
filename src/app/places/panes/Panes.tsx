import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Late, late } from '../../../ui/late.tsx'
import { useMedia } from '../../../ui/theme/useMedia.ts'
import { Listing } from '../../listing/Listing.tsx'
import type { KnownBucket } from '../../queries/queries.ts'
import { bucketRefIn } from '../../requests/requests.ts'
import { BucketList } from '../buckets/BucketList.tsx'
import { hashOf, type Place } from '../place.ts'
import { useTabs } from '../tabs/tabs.ts'
import { usePanes } from '../usePlace.ts'
import { BucketContext } from './bucket.ts'
import { PaneContext } from './pane.ts'
import { usePaneKeys } from './usePaneKeys.ts'
import { useReadAhead } from './useReadAhead.ts'
import './panes.css'
import { useAccount } from '../account.ts'

const PaneHead = late(async () => (await import('./PaneHead.tsx')).PaneHead)

type PanesProps = {
  /** Undefined where they could not be listed. */
  buckets: readonly KnownBucket[] | undefined
}
/** Of an empty list the same one: it is compared. */
const none: readonly KnownBucket[] = []

/** One place, or two side by side. A narrow window shows the active one and a switch. */
export function Panes({ buckets }: PanesProps) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  useReadAhead(account, buckets ?? none)
  const { places, active } = usePanes()
  const isNarrow = useMedia('(max-width: 900px)')
  const [dock, setDock] = useState<HTMLElement | null>(null)
  const isSplit = places.length > 1
  const tab = useTabs((state) => state.active)
  const hasTabs = useTabs(({ tabs }) => tabs.length > 1)
  usePaneKeys(isSplit)
  const panes = places.map((place, pane) => ({ place, pane, isActive: pane === active }))
  return (
    <div id="panes" className="panes" {...(hasTabs && { role: 'tabpanel', 'aria-labelledby': `tab-${tab}` })}>
      {panes.map(
        ({ place, pane, isActive }) =>
          (isActive || !isNarrow) && (
            <PaneContext key={pane} value={{ pane, isActive, otherPlace: places[1 - pane], dock }}>
              <section
                className="pane"
                data-pane={pane}
                data-active={isActive}
                aria-label={isSplit ? t(pane === 0 ? 'pane.left' : 'pane.right') : undefined}
              >
                {isSplit && (
                  <Late fallback={<div className="pane-head" />}>
                    <PaneHead buckets={buckets ?? none} places={places} isNarrow={isNarrow} />
                  </Late>
                )}
                <Here key={tab} buckets={buckets} place={place} />
              </section>
            </PaneContext>
          ),
      )}
      <div ref={setDock} className="panes-dock" />
    </div>
  )
}

function Here({ buckets, place }: PanesProps & { place: Place | null }) {
  if (!place) return <BucketList buckets={buckets} />
  const { isFlat, ...level } = place
  return <Filtered key={hashOf(level)} buckets={buckets} place={place} />
}

/** What is typed to filter holds for the place, whether one level of it is shown or everything below. */
function Filtered({ buckets, place }: PanesProps & { place: Place }) {
  const account = useAccount()
  const filter = useState('')
  const { bucket } = place
  const home = useMemo(() => bucketRefIn(account, buckets ?? none, { bucket }), [account, buckets, bucket])
  const entry = buckets?.find(({ name }) => name === bucket)?.entry
  return (
    <BucketContext value={home}>
      <Listing key={hashOf(place)} place={place} entry={entry} filter={filter} />
    </BucketContext>
  )
}
