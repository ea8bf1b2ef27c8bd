import { ArrowUpOutlined, CloseOutlined, DownOutlined, MoreOutlined, ReloadOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps, Tooltip } from 'antd'
import { type ReactNode, use, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { focusBack } from '../look/focusBack.ts'
import { useMedia } from '../look/useMedia.ts'
import { formatBytes, formatCount } from '../words/format.ts'
import { ActionIcon } from './ActionIcon.tsx'
import { useDetails } from './details/detailsStore.ts'
import { menuItems } from './menuItems.tsx'
import { PaneContext } from './panes/pane.ts'
import { bytesOf, type Row } from './rows.ts'
import type { Action } from './useActions.ts'

type ListingBarProps = {
  /** Rows read so far, and whether more are coming. Unknown after a failure. */
  count: number | undefined
  isReading: boolean
  /** How many of them the filter leaves. */
  matching: number | undefined
  chosen: readonly Row[]
  actions: Action[]
  /** All of them and more, for where there is no room for buttons. */
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
  actions,
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
      {chosen.length > 0 && <Actions actions={actions} menu={menu} />}
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
  const bytes = bytesOf(rows)
  return (
    <>
      <strong>{t('selected', { count: rows.length, formatted: formatCount(rows.length, i18n.language) })}</strong>
      {bytes > 0 && <span>{formatBytes(bytes, i18n.language)}</span>}
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

/** What has a button of its own where there is room. */
const usual: ReadonlySet<Action['name']> = new Set(['download', 'copyTo', 'moveTo', 'rename', 'metadata'])

function Actions({ actions, menu }: Pick<ListingBarProps, 'actions' | 'menu'>) {
  const { t } = useTranslation('browser')
  const isSplit = use(PaneContext).beside !== undefined
  const isCramped = useMedia(useDetails(({ isOpen }) => isOpen) ? '(max-width: 1780px)' : '(max-width: 1440px)')
  const button = useRef<HTMLButtonElement>(null)
  const inBar = actions.filter(({ name }) => usual.has(name))
  const rest = actions.filter(({ name }) => !usual.has(name))
  if (isSplit || isCramped) {
    return (
      <Dropdown
        autoFocus
        destroyOnHidden
        trigger={['click']}
        classNames={{ root: 'row-menu' }}
        menu={menu}
        onOpenChange={focusBack(button)}
      >
        <Button ref={button} type="primary" icon={<DownOutlined aria-hidden />} iconPlacement="end">
          {t('actions')}
        </Button>
      </Dropdown>
    )
  }
  return (
    <div className="listing-actions" role="toolbar" aria-label={t('actions')}>
      {inBar.map(({ name, label, obstacle, run }) => (
        <Tooltip key={name} title={obstacle}>
          <Button type="text" icon={<ActionIcon name={name} />} disabled={obstacle !== undefined} onClick={run}>
            {label}
          </Button>
        </Tooltip>
      ))}
      <Dropdown autoFocus trigger={['click']} menu={{ items: menuItems(rest) }} onOpenChange={focusBack(button)}>
        <Button
          ref={button}
          type="text"
          icon={<MoreOutlined />}
          aria-label={t('moreActions')}
          title={t('moreActions')}
        />
      </Dropdown>
    </div>
  )
}
