import {
  CheckOutlined,
  ClockCircleOutlined,
  DownloadOutlined,
  EyeOutlined,
  KeyOutlined,
  LockOutlined,
  LogoutOutlined,
  PlusOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import { returnFocus } from '../../ui/keyboard/returnFocus.ts'
import { Late, late } from '../../ui/late.tsx'
import { loadPart } from '../../ui/loadPart.ts'
import { modal } from '../../ui/messages/messages.ts'
import { saveAs } from '../../ui/saveAs.ts'
import { accountItems, KeysLife } from '../places/AccountLine.tsx'
import { useAccount } from '../places/account.ts'
import { panesOf } from '../places/place.ts'
import { showAccount } from '../places/usePlace.ts'
import { chooseIdle, chosenIdle, idleChoices } from '../session/idle.ts'
import { changeAccount, lock, signIn, useSession } from '../session/session.ts'
import { forgetAccount } from './forgetAccount.ts'

const AccountDialog = late(async () => (await import('./AccountDialog.tsx')).AccountDialog)

/** Whose the active pane is; the others; and the way out. */
export function AccountMenu({ onAdd }: { onAdd: (renewed?: Account) => void }) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const button = useRef<HTMLButtonElement>(null)
  const accounts = useSession((state) => state.accounts)
  const askToLeave = useAskToLeave(account)
  const [isLooking, setLooking] = useState(false)
  const items: MenuProps['items'] = [
    ...accountItems(accounts, (each) => each.id !== account.id && choose(each)),
    { type: 'divider' },
    { key: 'add', icon: <PlusOutlined aria-hidden />, label: t('addAccount'), onClick: () => onAdd() },
    {
      key: 'look',
      icon: <AccountDot colour={account.colour} />,
      label: t('lookOfAccount'),
      onClick: () => setLooking(true),
    },
    {
      key: 'export',
      icon: <DownloadOutlined aria-hidden />,
      label: t('exportAccounts'),
      onClick: () => void saveAccounts(accounts),
    },
    { key: 'renew', icon: <KeyOutlined aria-hidden />, label: t('renewKeys'), onClick: () => onAdd(account) },
    {
      key: 'readOnly',
      icon: account.isReadOnly ? <CheckOutlined aria-hidden /> : <EyeOutlined aria-hidden />,
      label: t('readOnly'),
      title: t('readOnlyNote'),
      onClick: () => void changeAccount(withReadOnly(account)),
    },
    {
      key: 'lockAfter',
      icon: <ClockCircleOutlined aria-hidden />,
      label: t('lockAfter'),
      children: idleChoices.map((minutes) => ({
        key: `lock-${minutes}`,
        icon: <CheckOutlined style={{ visibility: minutes === chosenIdle() ? 'visible' : 'hidden' }} aria-hidden />,
        label: t(`lockAfter.${minutes}`),
        onClick: () => chooseIdle(minutes),
      })),
    },
    { key: 'lock', icon: <LockOutlined aria-hidden />, label: t('lockNow'), onClick: () => void lock() },
    { key: 'out', icon: <LogoutOutlined aria-hidden />, label: t('signOut'), onClick: askToLeave },
  ]
  return (
    <>
      {isLooking && (
        <Late onClose={() => setLooking(false)}>
          <AccountDialog account={account} onClose={() => setLooking(false)} />
        </Late>
      )}
      <Dropdown
        autoFocus
        trigger={['click']}
        menu={{ items, selectedKeys: [account.id] }}
        placement="bottomRight"
        onOpenChange={returnFocus(button)}
      >
        <Button
          ref={button}
          className="account-button"
          icon={accounts.length > 1 ? <AccountDot colour={account.colour} /> : <UserOutlined />}
          aria-label={`${t('account')}: ${account.name}`}
        >
          <span className="account-name">{account.name}</span>
          {account.expires && <KeysLife expires={account.expires} />}
          {account.isReadOnly && <span className="account-read-only">{t('readOnly')}</span>}
        </Button>
      </Dropdown>
    </>
  )
}

/** Of two panes, or one that is of another account than the window, the active one goes to it alone. */
function choose(account: Account): void {
  const { places, accounts } = panesOf(location.hash)
  if (places.length > 1 || accounts) showAccount(account)
  else void signIn(account)
}

function withReadOnly({ isReadOnly, ...account }: Account): Account {
  return isReadOnly ? account : { ...account, isReadOnly: true }
}

function useAskToLeave(account: Account): () => void {
  const { t } = useTranslation('browser')
  return () =>
    void modal.confirm({
      title: t('signOutTitle', { name: account.name }),
      content: t('signOutNote'),
      okText: t('signOut'),
      cancelText: t('cancel'),
      icon: null,
      onOk: () => forgetAccount(account.id),
    })
}

async function saveAccounts(accounts: readonly Account[]): Promise<void> {
  const { accountFile } = await loadPart(() => import('../session/accountFile.ts'))
  saveAs(new Blob([accountFile(accounts)]), 'oss-ferry-accounts.json')
}
