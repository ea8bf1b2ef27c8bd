import { Button, type MenuProps } from 'antd'
import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { markFirstPaint } from '../../ui/firstPaint.ts'
import { returnFocus } from '../../ui/keyboard/returnFocus.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { BoundAction } from '../actions/useActions.ts'
import { Empty } from './Empty.tsx'
import { Grid } from './Grid.tsx'
import type { Row } from './rows.ts'
import type { ListingState } from './useListing.ts'
import type { PaneState } from './usePane.ts'

type ListingRowsProps = {
  listing: ListingState
  /** Those that the filter leaves, in order. */
  shown: readonly Row[]
  typed: string
  onType: (typed: string) => void
  isSearch: boolean
  label: string
  pane: PaneState
  menuFor: (target: Element, isByKey: boolean) => MenuProps
  onKey: (event: KeyboardEvent) => void
  upload: BoundAction
  grid: RefObject<HTMLDivElement | null>
}

/** The rows of a place, or why there are none. */
export function ListingRows({ listing, shown, typed, onType, isSearch, menuFor, upload, ...props }: ListingRowsProps) {
  const { label, pane, onKey, grid } = props
  useEffect(() => void (listing.isPending || markFirstPaint()), [listing.isPending])
  if (listing.isPending) return <Skeleton />
  if (listing.rows.length > 0 && shown.length === 0) return <NoMatch typed={typed} onClear={() => onType('')} />
  if (shown.length === 0 && (listing.error || isSearch)) return null
  return (
    <ContextMenu className="listing-frame" menuClassName="row-menu" menuFor={menuFor} onOpenChange={returnFocus(grid)}>
      {shown.length === 0 ? (
        <Empty ref={grid} onKey={onKey} upload={upload} />
      ) : (
        <Grid
          ref={grid}
          rows={shown}
          typed={typed}
          count={pane.selected.length}
          label={label}
          selection={pane.selection}
          sources={pane.sources}
          as={pane.as}
          onOpen={pane.open}
          onKey={onKey}
        />
      )}
    </ContextMenu>
  )
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
