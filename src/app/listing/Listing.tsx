import { use, useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../i18n/format.ts'
import { visible } from '../../i18n/visible.ts'
import type { Listed } from '../../oss/types.ts'
import { Late, late } from '../../ui/late.tsx'
import { LateQueryProblem } from '../../ui/notices/LateQueryProblem.tsx'
import { LazyPalette } from '../actions/LazyPalette.tsx'
import { emptyMenu, rowMenu, useMenu } from '../actions/menus.ts'
import { type ActionName, type BoundAction, paneActions } from '../actions/useActions.ts'
import { useActionsOf } from '../actions/useActionsOf.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { DetailsDock } from '../details/DetailsDock.tsx'
import { Dialogs } from '../dialogs/Dialogs.tsx'
import { LazyDialog } from '../dialogs/LazyDialog.tsx'
import { useDropTarget } from '../drag/useDropTarget.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import { PaneContext } from '../places/panes/pane.ts'
import type { Place } from '../places/place.ts'
import { addRecent } from '../places/places.ts'
import { go } from '../places/usePlace.ts'
import { ListingBar } from './ListingBar.tsx'
import { ListingRows } from './ListingRows.tsx'
import { ListingTools } from './ListingTools.tsx'
import type { PlaceDialogName } from './PlaceDialogs.tsx'
import { type Filter, type ListingState, useArranged, useListing } from './useListing.ts'
import { type PaneState, usePane } from './usePane.ts'
import './listing.css'
import { useAccount } from '../places/account.ts'

const SearchBar = late(async () => (await import('../search/SearchBar.tsx')).SearchBar)
const KeysDialog = late(async () => (await import('../actions/KeysDialog.tsx')).KeysDialog)

type ListingProps = { place: Place; entry?: string | undefined; filter: Filter }

/** The objects of one place, and everything that can be done with them. */
export function Listing({ place, entry, filter }: ListingProps) {
  const home = useBucketRef()
  const account = useAccount()
  const { t } = useTranslation('browser')
  const { bucket, prefix } = place
  const { isActive, pane: number } = use(PaneContext)
  const listing = useListing(account, home, place)
  const { shown, type, latest, isFiltered } = useArranged(listing.rows, filter)
  const pane = usePane({
    ...{ rows: shown, typed: filter[0], level: listing.level },
    home,
    place,
    entry,
    pane: number,
  })
  const [here, setHere] = useState<PlaceDialogName | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const search = useCallback(
    () => go({ bucket, prefix, search: latest.current }, number),
    [bucket, prefix, latest, number],
  )
  const toRows = useCallback(() => grid.current?.focus(), [])
  const { read } = listing
  const { bound, onKey, events } = useActionsOf({ account, home, place, pane, grid, search, read, openHere: setHere })
  const draw = useMenu()
  const menu = draw(rowMenu, bound)
  // Beside the rows, and where there are none.
  const menuFor = (target: Element, isByKey: boolean) => {
    const isOfRows = isByKey ? pane.selected.length > 0 : target.closest('[data-index]') !== null
    return isOfRows ? menu : draw(emptyMenu, bound)
  }
  useEffect(() => addRecent(account.id, { bucket, prefix }), [account.id, bucket, prefix])
  const section = useRef<HTMLElement>(null)
  const address = visible(formatOssPath(bucket, prefix))
  const over = useDropTarget(section, { target: { ...home, key: prefix }, label: address, spring: null, isOpen: true })
  const label = t('listing', { place: address })
  return (
    <div className="listing-and-details">
      <section ref={section} className="listing" aria-busy={listing.isFetching} data-over={over} {...events}>
        {isActive && <title>{`${visible(bucket + (prefix && `/${prefix}`))} · OSS Ferry`}</title>}
        <h1 className="unseen">{label}</h1>
        <ListingBar
          count={listing.error ? undefined : listing.rows.length}
          matching={isFiltered ? shown.length : undefined}
          isReading={listing.isReading}
          chosen={pane.selected}
          bound={bound}
          menu={menu}
          onUp={pane.up}
          onRefresh={read}
          onClear={pane.clear}
        >
          <ListingTools
            place={place}
            typed={filter[0]}
            onType={type}
            onLeave={toRows}
            bound={bound}
            here={here}
            onHere={setHere}
          />
        </ListingBar>
        <Search place={place} listing={listing} onClose={pane.up} />
        {listing.error && (
          <LateQueryProblem
            error={listing.error}
            isPartial={listing.rows.length > 0}
            onRetry={read}
            onPay={() => setHere('payer')}
            onCors={() => setHere('corsCheck')}
          />
        )}
        <ListingRows
          listing={listing}
          shown={shown}
          typed={filter[0]}
          onType={type}
          isSearch={Boolean(place.search)}
          label={label}
          pane={pane}
          menuFor={menuFor}
          onKey={onKey}
          upload={bound('upload')}
          grid={grid}
        />
        {listing.marker && <MarkerNote marker={listing.marker} />}
        <OverRows pane={pane} bound={bound} onClosed={toRows} />
      </section>
      <DetailsDock prefix={prefix} rows={pane.selected} openDialog={pane.openDialog} />
    </div>
  )
}

type SearchProps = { place: Place; listing: ListingState; onClose: () => void }

/** What is looked for below the place, if anything is. */
function Search({ place: { bucket, prefix, search }, listing, onClose }: SearchProps) {
  const { pane } = use(PaneContext)
  if (search === undefined) return null
  return (
    <Late>
      <SearchBar
        search={search}
        found={listing.rows.length}
        looked={listing.looked}
        state={stateOf(search, listing)}
        onSearch={(next) => (next === search ? listing.read() : go({ bucket, prefix, search: next }, pane))}
        onStop={listing.stop}
        onClose={onClose}
      />
    </Late>
  )
}

function stateOf(search: string, { isFetching, isStopped, error }: ListingState) {
  if (search === '') return 'new'
  if (isFetching) return 'walking'
  if (isStopped) return 'stopped'
  return error ? 'failed' : 'done'
}

function MarkerNote({ marker }: { marker: Listed }) {
  const { t, i18n } = useTranslation('browser')
  return <p className="listing-marker">{t('marker', { size: formatBytes(marker.size, i18n.language) })}</p>
}

type OverRowsProps = {
  pane: PaneState
  bound: (name: ActionName) => BoundAction
  onClosed: () => void
}
const names = Object.keys(paneActions) as ActionName[]

/** The palette, the page of keys and the dialogs. Who closes one is back at the rows. */
function OverRows({ pane, bound, onClosed }: OverRowsProps) {
  const account = useAccount()
  const home = useBucketRef()
  const closing = (close: () => void) => () => {
    flushSync(close)
    onClosed()
  }
  const closePage = closing(() => pane.setPage(null))
  return (
    <>
      {pane.page === 'keys' && (
        <LazyDialog onClose={closePage}>
          <KeysDialog onClose={closePage} />
        </LazyDialog>
      )}
      {pane.page === 'palette' && <LazyPalette actions={() => names.map(bound)} onClose={closePage} />}
      {pane.dialog && <Dialogs {...pane.dialog} account={account} home={home} onClose={closing(pane.closeDialog)} />}
    </>
  )
}
