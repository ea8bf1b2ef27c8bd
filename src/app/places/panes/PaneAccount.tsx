import { Button, Dropdown } from 'antd'
import { use, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../oss/types.ts'
import { AccountDot } from '../../../ui/account/AccountDot.tsx'
import { returnFocus } from '../../../ui/keyboard/returnFocus.ts'
import { useSession } from '../../session/session.ts'
import { accountItems } from '../AccountLine.tsx'
import { showAccount } from '../usePlace.ts'
import { PaneContext } from './pane.ts'

/** Whose buckets the pane shows, and whose it could; nothing to choose while there is one account. */
export function PaneAccount({ owner }: { owner: Account }) {
  const { t } = useTranslation('browser')
  const { pane } = use(PaneContext)
  const button = useRef<HTMLButtonElement>(null)
  const accounts = useSession((session) => session.accounts)
  if (accounts.length < 2) return null
  const { name } = owner
  const items = accountItems(accounts, (each) => each.id !== owner.id && showAccount(each, pane))
  return (
    <Dropdown
      autoFocus
      trigger={['click']}
      menu={{ items, selectedKeys: [owner.id] }}
      onOpenChange={returnFocus(button)}
    >
      <Button
        ref={button}
        type="text"
        size="small"
        className="pane-account"
        icon={<AccountDot colour={owner.colour} />}
        aria-label={t('pane.account', { name })}
        title={t('pane.account', { name })}
      >
        <span className="pane-account-name">{name}</span>
      </Button>
    </Dropdown>
  )
}
