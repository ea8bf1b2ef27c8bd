import { MenuOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { Brand } from '../../ui/Brand.tsx'
import { Preferences } from '../../ui/theme/Preferences.tsx'
import { Breadcrumb } from '../places/Breadcrumb.tsx'
import type { KnownBucket } from '../queries/queries.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { SkipLink } from './SkipLink.tsx'

type TopBarProps = {
  buckets: readonly KnownBucket[]
  /** Where the side bar hides in a drawer. */
  onMenu: (() => void) | undefined
  onAddAccount: (renewed?: Account) => void
}

export function TopBar({ buckets, onMenu, onAddAccount }: TopBarProps) {
  const { t } = useTranslation('browser')
  return (
    <header className="top-bar">
      <SkipLink />
      {onMenu && (
        <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} title={t('menu')} onClick={onMenu} />
      )}
      <div className="top-brand">
        <Brand />
      </div>
      <Breadcrumb buckets={buckets} />
      <div className="top-tools">
        <Preferences />
        <AccountMenu onAdd={onAddAccount} />
      </div>
    </header>
  )
}
