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
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import { returnFocus } from '../../ui/keyboard/returnFocus.ts'
import { Late, late } from '../../ui/late.tsx'
import { loadPart } from '../../ui/loadPart.ts'
import { modal } from '../../ui/messages/messages.ts'
import { saveAs } from '../../ui/saveAs.ts'
import { useAccount } from '../places/account.ts'
import { chooseIdle, chosenIdle, idleChoices } from '../session/idle.ts'
import { lock, signIn, useSession } from '../session/session.ts'
import { forgetAccount } from './forgetAccount.ts'

const AccountDialog = late(async () => (await import('./AccountDialog.tsx')).AccountDialog)

/** Which account this is; the others; and the way out. */
export function AccountMenu({ onAdd }: { onAdd: (renewed?: Account) => void }) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const button = useRef<HTMLButtonElement>(null)
  const accounts = useSession((state) => state.accounts)
  const askToLeave = useAskToLeave(account)
  const [isLooking, setLooking] = useState(false)
  const items: MenuProps['items'] = [
    ...accounts.map((each) => ({
      key: each.id,
      icon: <AccountDot colour={each.colour} />,
      label: <AccountLine account={each} />,
      onClick: () => void (each.id === account.id || signIn(each)),
    })),
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
      onClick: () => void signIn(withReadOnly(account)),
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

function withReadOnly({ isReadOnly, ...account }: Account): Account {
  return isReadOnly ? account : { ...account, isReadOnly: true }
}

function AccountLine({ account }: { account: Account }) {
  return (
    <span className="account-line">
      {account.name}
      <small>{new URL(account.endpoint).host}</small>
      {account.expires && <KeysLife expires={account.expires} />}
    </span>
  )
}

/** How long temporary keys are good for; counted while it is seen. */
function KeysLife({ expires }: { expires: number }) {
  const { t } = useTranslation('browser')
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000)
    return () => clearInterval(timer)
  }, [])
  const minutes = Math.floor((expires - now) / 60_000)
  if (minutes < 0) return <small className="account-life">{t('keysOver')}</small>
  const left = minutes < 120 ? t('keysMinutes', { minutes }) : t('keysHours', { hours: Math.floor(minutes / 60) })
  return <small className="account-life">{left}</small>
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
