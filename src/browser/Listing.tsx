import { CancelledError } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { type KeyboardEvent, lazy, Suspense, use, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Account, Listed } from '../oss/types.ts'
import { formatOssPath } from '../session/ossPath.ts'
import { formatBytes } from '../words/format.ts'
import { visible } from '../words/visible.ts'
import { DetailsDock } from './details/DetailsDock.tsx'
import { Dialogs } from './dialogs/Dialogs.tsx'
import { useLanding } from './drag/useLanding.ts'
import { Empty } from './Empty.tsx'
import { FavouriteButton } from './FavouriteButton.tsx'
import { FilterField, SearchButton } from './FilterField.tsx'
import { Grid } from './Grid.tsx'
import type { HereName } from './here/HereDialogs.tsx'
import { HereTools } from './here/HereTools.tsx'
import { ListingBar } from './ListingBar.tsx'
import { PaletteDoor } from './PaletteDoor.tsx'
import { PaneContext } from './panes/pane.ts'
import { useSend } from './panes/useSend.tsx'
import { visited } from './places.ts'
import { QueryProblem } from './QueryProblem.tsx'
import type { Home } from './requests.ts'
import { Skeleton } from './Skeleton.tsx'
import { cleared } from './selection.ts'
import { useActions } from './useActions.tsx'
import { useClipboard } from './useClipboard.ts'
import type { Can } from './useCommands.ts'
import { useHands } from './useHands.tsx'
import { type Filter, useArranged, useListing } from './useListing.ts'
import { usePageKeys } from './usePageKeys.ts'
import { usePane } from './usePane.ts'
import { go } from './usePlace.ts'
import { useRowMenu } from './useRowMenu.ts'
import { useUndo } from './useUndo.ts'
import { ViewMenu } from './ViewMenu.tsx'
import './listing.css'

const SearchBar = lazy(async () => ({ default: (await import('./search/SearchBar.tsx')).SearchBar }))
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }))

/** Moves into the window where flipping would not bring it in. A submenu under the pointer would outlive a menu that is only hidden. */
const rowMenu = {
  destroyOnHidden: true,
  trigger: ['contextMenu' as const],
  autoAdjustOverflow: { adjustX: 1, adjustY: 1, shiftX: true, shiftY: true } as const,
  classNames: { root: 'row-menu' },
}

type ListingProps = {
  account: Account
  home: Home
  prefix: string
  search: string | undefined
  isFlat: boolean
  filter: Filter
}

/** The objects of one place, and everything that can be done with them. */
export function Listing({ account, home, prefix, search, isFlat, filter }: ListingProps) {
  const { t } = useTranslation('browser')
  const listing = useListing(account, home, prefix, { isFlat, search })
  const { rows, marker, isPending, isFetching, refetch } = listing
  const isStopped = listing.error instanceof CancelledError
  const error = isStopped ? null : listing.error
  const { shown, type, latest, isFiltered } = useArranged(rows, filter)
  const [typed] = filter
  const { pane: number, isActive } = use(PaneContext)
  const place = { bucket: home.bucket, prefix, ...(search !== undefined && { search }), ...(isFlat && { isFlat }) }
  const pane = usePane({ rows: shown, home, place, pane: number })
  const [here, setHere] = useState<HereName | null>(null)
  const actions = useActions(pane.selected, pane.run)
  const grid = useRef<HTMLDivElement>(null)
  const clipboard = useClipboard({ account, selected: pane.selected, home, prefix })
  const hands = useHands({
    home,
    selected: pane.selected,
    isDeep: isFlat || search !== undefined,
    account,
    place,
    open: pane.open,
    grid,
    clipboard,
  })
  const beside = useSend({ account, home, selected: pane.selected })
  const can: Can = {
    account,
    actions: [...hands, ...beside.actions, ...actions],
    up: pane.up,
    search: () => look(),
    showHere: setHere,
    undo: () => undo(),
    read: () => void refetch(),
    showKeys: () => pane.setPage('keys'),
  }
  const undo = useUndo()
  const look = () => go({ bucket: home.bucket, prefix, search: latest.current }, number)
  usePageKeys({
    palette: () => pane.setPage('palette'),
    up: pane.up,
    search: look,
    upload: () => setHere('upload'),
    download: () => pane.run('download'),
    undo,
    send: beside.send,
  })
  useEffect(() => visited(account.id, { bucket: home.bucket, prefix }), [account.id, home.bucket, prefix])
  const section = useRef<HTMLElement>(null)
  const address = visible(formatOssPath(home.bucket, prefix))
  const over = useLanding(section, { target: { ...home, key: prefix }, label: address, spring: null, isOpen: true })
  const label = t('listing', { place: address })
  const menu = useRowMenu([...hands, ...beside.actions, ...actions])
  const read = () => void refetch()
  const onKey = (event: KeyboardEvent) => {
    const isCtrl = event.ctrlKey || event.metaKey
    const action = isCtrl && { d: 'duplicate', Enter: 'newTab' }[event.key]
    if (!action) return pane.onKey(event)
    event.preventDefault()
    hands.find(({ name, obstacle }) => name === action && obstacle === undefined)?.run()
  }
  const closePage = () => {
    flushSync(() => pane.setPage(null))
    grid.current?.focus()
  }
  const close = () => {
    flushSync(pane.closeDialog)
    grid.current?.focus()
  }
  return (
    <div className="listing-and-details">
      <section ref={section} className="listing" aria-busy={isFetching} data-over={over} {...clipboard.events}>
        {isActive && <title>{`${visible(home.bucket + (prefix && `/${prefix}`))} · OSS Ferry`}</title>}
        <h1 className="unseen">{label}</h1>
        <ListingBar
          count={error ? undefined : rows.length}
          matching={isFiltered ? shown.length : undefined}
          isReading={isFetching}
          chosen={pane.selected}
          actions={actions}
          menu={menu}
          tools={
            <div className="listing-tools">
              <FilterField typed={typed} onType={type} onLeave={() => grid.current?.focus()} />
              {search === undefined && <SearchButton onClick={look} />}
              <ViewMenu
                isFlat={isFlat}
                onFlat={() => go({ bucket: home.bucket, prefix, ...(!isFlat && { isFlat: true }) }, number)}
              />
              <FavouriteButton account={account.id} place={place} />
              <HereTools account={account} home={home} prefix={prefix} dialog={here} onDialog={setHere} />
            </div>
          }
          onUp={pane.up}
          onRefresh={read}
          onClear={() => pane.selection.setState(cleared, true)}
        />
        {search !== undefined && (
          <Suspense fallback={null}>
            <SearchBar
              search={search}
              found={rows.length}
              looked={listing.looked}
              state={stateOf(search, { isFetching, isStopped, error })}
              onSearch={(next) =>
                next === search ? read() : go({ bucket: home.bucket, prefix, search: next }, number)
              }
              onStop={listing.stop}
              onClose={pane.up}
            />
          </Suspense>
        )}
        {error && <QueryProblem error={error} isPartial={rows.length > 0} onRetry={read} />}
        {isPending && <Skeleton />}
        {!isPending && rows.length === 0 && !error && search === undefined && (
          <Dropdown {...rowMenu} menu={menu}>
            <div className="listing-frame">
              <Empty ref={grid} onKey={onKey} onUpload={() => setHere('upload')} />
            </div>
          </Dropdown>
        )}
        {rows.length > 0 && shown.length === 0 && <NoMatch typed={typed} onClear={() => type('')} />}
        {shown.length > 0 && (
          <Dropdown autoFocus {...rowMenu} menu={menu}>
            <div className="listing-frame">
              <Grid
                ref={grid}
                rows={shown}
                count={pane.selected.length}
                account={account}
                home={home}
                label={label}
                selection={pane.selection}
                as={pane.as}
                onOpen={pane.open}
                onKey={onKey}
              />
            </div>
          </Dropdown>
        )}
        {marker && <MarkerNote marker={marker} />}
        <Suspense fallback={null}>{pane.page === 'keys' && <KeysDialog onClose={closePage} />}</Suspense>
        {pane.page === 'palette' && <PaletteDoor can={can} onClose={closePage} />}
        {pane.dialog && <Dialogs {...pane.dialog} account={account} home={home} onClose={close} />}
      </section>
      <DetailsDock account={account} home={home} prefix={prefix} rows={pane.selected} run={pane.run} />
    </div>
  )
}

function stateOf(search: string, is: { isFetching: boolean; isStopped: boolean; error: Error | null }) {
  if (search === '') return 'new'
  if (is.isFetching) return 'walking'
  if (is.isStopped) return 'stopped'
  return is.error ? 'failed' : 'done'
}

function NoMatch({ typed, onClear }: { typed: string; onClear: () => void }) {
  const { t } = useTranslation('browser')
  return (
    <div className="empty">
      <strong>{t('noMatch', { typed })}</strong>
      <Button onClick={onClear}>{t('clearFilter')}</Button>
    </div>
  )
}

function MarkerNote({ marker }: { marker: Listed }) {
  const { t, i18n } = useTranslation('browser')
  return <p className="listing-marker">{t('marker', { size: formatBytes(marker.size, i18n.language) })}</p>
}
