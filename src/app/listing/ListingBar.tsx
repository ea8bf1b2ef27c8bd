import { ArrowUpOutlined, CloseOutlined, DownOutlined, MoreOutlined, ReloadOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { type ReactElement, type ReactNode, use, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatCount } from '../../i18n/format.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { returnFocus } from '../../ui/keyboard/returnFocus.ts'
import { useMedia } from '../../ui/theme/useMedia.ts'
import { ActionIcon } from '../actions/ActionIcon.tsx'
import { barActions, narrowBarActions } from '../actions/menus.ts'
import type { ActionName, BoundAction } from '../actions/useActions.ts'
import { useDetails } from '../details/detailsStore.ts'
import { PaneContext } from '../places/panes/pane.ts'
import { type Row, totalsOf } from './rows.ts'

type ListingBarProps = {
  /** Rows read so far, and whether more are coming. Unknown after a failure. */
  count: number | undefined
  isReading: boolean
  /** How many of them the filter leaves. */
  matching: number | undefined
  chosen: readonly Row[]
  bound: (name: ActionName) => BoundAction
  /** All that can be done with them. */
  menu: MenuProps
  /** Buttons for the place itself. */
  children: ReactNode
  onUp: () => void
  onRefresh: () => void
  onClear: () => void
}

export function ListingBar({
  count,
  isReading,
  matching,
  chosen,
  bound,
  menu,
  children,
  onUp,
  onRefresh,
  onClear,
}: ListingBarProps) {
  const { t } = useTranslation('browser')
  return (
    <div className="listing-bar">
      <Button type="text" icon={<ArrowUpOutlined />} aria-label={t('up')} title={t('up')} onClick={onUp} />
      <Button
        type="text"
        icon={<ReloadOutlined spin={isReading} />}
        aria-label={t('refresh')}
        title={t('refresh')}
        onClick={onRefresh}
      />
      <div className="listing-count" role="status">
        {chosen.length > 0 ? (
          <Chosen rows={chosen} onClear={onClear} />
        ) : (
          <Count count={count} isReading={isReading} matching={matching} />
        )}
      </div>
      {chosen.length > 0 && <Actions bound={bound} menu={menu} />}
      {children}
    </div>
  )
}

function Count({ count, isReading, matching }: Pick<ListingBarProps, 'count' | 'isReading' | 'matching'>) {
  const { t, i18n } = useTranslation('browser')
  if (count === undefined) return null
  const formatted = formatCount(count, i18n.language)
  if (isReading) return count === 0 ? t('reading') : t('loading', { formatted })
  if (matching !== undefined) return t('filtered', { formatted: formatCount(matching, i18n.language), of: formatted })
  return t('items', { count, formatted })
}

function Chosen({ rows, onClear }: { rows: readonly Row[]; onClear: () => void }) {
  const { t, i18n } = useTranslation('browser')
  // What lies below folders is not in the sum.
  const { bytes, prefixes: folders } = totalsOf(rows)
  return (
    <>
      <div className="listing-chosen">
        <strong>{t('selected', { count: rows.length, formatted: formatCount(rows.length, i18n.language) })}</strong>
        {bytes > 0 && (
          <span>
            {formatBytes(bytes, i18n.language)}
            {folders > 0 && ` ${t('andFolders', { count: folders })}`}
          </span>
        )}
      </div>
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('clearSelection')}
        title={t('clearSelection')}
        onClick={onClear}
      />
    </>
  )
}

/** The everyday actions, with pictures where there is room; all of them in the menu behind. */
function Actions({ bound, menu }: Pick<ListingBarProps, 'bound' | 'menu'>) {
  const { t } = useTranslation('browser')
  const isSplit = use(PaneContext).otherPlace !== undefined
  const hasDetails = useDetails(({ isOpen }) => isOpen)
  const isCramped = useMedia(hasDetails ? '(max-width: 1780px)' : '(max-width: 1440px)')
  const isTiny = useMedia(hasDetails ? '(max-width: 1360px)' : '(max-width: 1020px)')
  const button = useRef<HTMLButtonElement>(null)
  const isMenuOnly = isSplit || isTiny
  const dropdown = (opener: ReactElement) => (
    <Dropdown
      autoFocus
      destroyOnHidden
      trigger={['click']}
      classNames={{ root: 'row-menu' }}
      menu={menu}
      onOpenChange={returnFocus(button)}
    >
      {opener}
    </Dropdown>
  )
  if (isMenuOnly)
    return dropdown(
      <Button ref={button} type="primary" icon={<DownOutlined aria-hidden />} iconPlacement="end">
        {t('actions')}
      </Button>,
    )
  return (
    <div className="listing-actions" role="toolbar" aria-label={t('actions')}>
      {(isCramped ? narrowBarActions : barActions).map(bound).map((action) => (
        <BarButton key={action.name} action={action} isShort={isCramped} />
      ))}
      {dropdown(
        <Button
          ref={button}
          type="text"
          icon={<MoreOutlined />}
          aria-label={t('moreActions')}
          title={t('moreActions')}
        />,
      )}
    </div>
  )
}

function BarButton({ action: { name, label, obstacle, run }, isShort }: { action: BoundAction; isShort: boolean }) {
  return (
    <ActionButton type="text" icon={isShort ? undefined : <ActionIcon name={name} />} obstacle={obstacle} onClick={run}>
      {label}
    </ActionButton>
  )
}
