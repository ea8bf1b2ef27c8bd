import { Dropdown } from 'antd'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Account, Listed } from '../oss/types.ts'
import { formatOssPath } from '../session/ossPath.ts'
import { formatBytes } from '../words/format.ts'
import { visible } from '../words/visible.ts'
import { Dialogs } from './dialogs/Dialogs.tsx'
import { Empty } from './Empty.tsx'
import { Grid } from './Grid.tsx'
import { ListingBar } from './ListingBar.tsx'
import { menuItems } from './menuItems.tsx'
import { QueryProblem } from './QueryProblem.tsx'
import type { Home } from './requests.ts'
import { Skeleton } from './Skeleton.tsx'
import { cleared } from './selection.ts'
import { useActions } from './useActions.tsx'
import { useListing } from './useListing.ts'
import { usePane } from './usePane.ts'
import './listing.css'

type ListingProps = { account: Account; home: Home; prefix: string }

/** The objects of one place, and everything that can be done with them. */
export function Listing({ account, home, prefix }: ListingProps) {
  const { t } = useTranslation('browser')
  const { rows, marker, error, isPending, isFetching, refetch } = useListing(account, home, prefix)
  const pane = usePane({ rows, home, prefix })
  const actions = useActions(pane.selected, pane.run)
  const grid = useRef<HTMLDivElement>(null)
  const label = t('listing', { place: visible(formatOssPath(home.bucket, prefix)) })
  const read = () => void refetch()
  const close = () => {
    flushSync(pane.closeDialog)
    grid.current?.focus()
  }
  return (
    <section className="listing" aria-busy={isFetching}>
      <title>{`${visible(home.bucket + (prefix && `/${prefix}`))} · OSS Ferry`}</title>
      <h1 className="unseen">{label}</h1>
      <ListingBar
        count={error ? undefined : rows.length}
        isReading={isFetching}
        chosen={pane.selected}
        actions={actions}
        onUp={pane.up}
        onRefresh={read}
        onClear={() => pane.selection.setState(cleared)}
      />
      {error && <QueryProblem error={error} isPartial={rows.length > 0} onRetry={read} />}
      {isPending && <Skeleton />}
      {!isPending && rows.length === 0 && !error && <Empty onKey={pane.onKey} />}
      {rows.length > 0 && (
        <Dropdown trigger={['contextMenu']} menu={{ items: menuItems(actions) }}>
          <div className="listing-frame">
            <Grid
              ref={grid}
              rows={rows}
              home={home}
              label={label}
              selection={pane.selection}
              onOpen={pane.open}
              onKey={pane.onKey}
            />
          </div>
        </Dropdown>
      )}
      {marker && <MarkerNote marker={marker} />}
      {pane.dialog && <Dialogs {...pane.dialog} account={account} home={home} onClose={close} />}
    </section>
  )
}

function MarkerNote({ marker }: { marker: Listed }) {
  const { t, i18n } = useTranslation('browser')
  return <p className="listing-marker">{t('marker', { size: formatBytes(marker.size, i18n.language) })}</p>
}
