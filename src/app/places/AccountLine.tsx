import type { MenuProps } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { AccountDot } from '../../ui/account/AccountDot.tsx'

/** The accounts as a menu has them. */
export function accountItems(
  accounts: readonly Account[],
  onChoose: (account: Account) => void,
): NonNullable<MenuProps['items']> {
  return accounts.map((each) => ({
    key: each.id,
    icon: <AccountDot colour={each.colour} />,
    label: <AccountLine account={each} />,
    onClick: () => onChoose(each),
  }))
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
export function KeysLife({ expires }: { expires: number }) {
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
