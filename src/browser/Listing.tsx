import { Dropdown } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Account } from '../oss/types.ts'
import { formatOssPath } from '../session/ossPath.ts'
import { formatBytes } from '../words/format.ts'
import { visible } from '../words/visible.ts'
import type { ActionName } from './actions.ts'
import { obstacle } from './actions.ts'
import { type DialogName, Dialogs } from './dialogs/Dialogs.tsx'
import { Empty } from './Empty.tsx'
import { Grid } from './Grid.tsx'
import { ListingBar } from './ListingBar.tsx'
import { menuItems } from './menuItems.tsx'
import { upFrom } from './place.ts'
import { QueryProblem } from './QueryProblem.tsx'
import type { Home } from './requests.ts'
import type { Row } from './rows.ts'
import { Skeleton } from './Skeleton.tsx'
import { chosen, cleared } from './selection.ts'
import { createSelection } from './selectionStore.ts'
import { useActions } from './useActions.tsx'
import { useCopyAddress } from './useCopyAddress.ts'
import { useListing } from './useListing.ts'
import { go } from './usePlace.ts'
import './listing.css'

type ListingProps = { account: Account; home: Home; prefix: string }

/** The objects of one place, and everything that can be done with them. */
export function Listing({ account, home, prefix }: ListingProps) {
  const { t, i18n } = useTranslation('browser')
  const { rows, marker, error, isPending, isFetching, refetch } = useListing(account, home, prefix)
  const [selection] = useState(createSelection)
  const keys = useStore(selection, (state) => state.keys)
  const selected = chosen({ keys, cursor: null, anchor: null }, rows)
  const [dialog, setDialog] = useState<{ name: DialogName; rows: Row[] } | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const copyAddress = useCopyAddress()

  const run = (name: ActionName) => {
    if (obstacle(name, selected)) return
    if (name === 'address') copyAddress(selected.map(({ key }) => formatOssPath(home.bucket, key)))
    else setDialog({ name, rows: selected })
  }
  const actions = useActions(selected, run)
  const close = () => {
    flushSync(() => setDialog(null))
    grid.current?.focus()
  }
  const open = (row: Row) => {
    if (row.is === 'prefix') go({ bucket: home.bucket, prefix: row.key })
    else setDialog({ name: 'metadata', rows: [row] })
  }
  const up = () => go(upFrom({ bucket: home.bucket, prefix }))
  const onKey = (event: KeyboardEvent) => {
    const cursor = selection.getState().cursor
    const row = rows.find(({ key }) => key === cursor)
    if (event.key === 'Enter' && row) open(row)
    else if (event.key === 'Backspace') up()
    else if (event.key === 'F2') run('rename')
    else return
    event.preventDefault()
  }
  return (
    <section className="listing" aria-busy={isFetching}>
      <ListingBar
        count={rows.length}
        isReading={isFetching}
        chosen={selected}
        actions={actions}
        onUp={up}
        onRefresh={() => void refetch()}
        onClear={() => selection.setState(cleared)}
      />
      {error && <QueryProblem error={error} isPartial={rows.length > 0} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {!isPending && rows.length === 0 && !error && <Empty />}
      {rows.length > 0 && (
        <Dropdown trigger={['contextMenu']} menu={{ items: menuItems(actions) }}>
          <div className="listing-frame">
            <Grid
              ref={grid}
              rows={rows}
              home={home}
              label={t('listing', { place: visible(formatOssPath(home.bucket, prefix)) })}
              selection={selection}
              onOpen={open}
              onKey={onKey}
            />
          </div>
        </Dropdown>
      )}
      {marker && <p className="listing-marker">{t('marker', { size: formatBytes(marker.size, i18n.language) })}</p>}
      {dialog && <Dialogs {...dialog} account={account} home={home} onClose={close} />}
    </section>
  )
}
