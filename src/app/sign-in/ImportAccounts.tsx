import { type ChangeEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import { accountsIn, type PortableAccount } from '../session/accountFile.ts'
import { useOffered } from './offered.ts'

/** Reads a file of accounts, as the menu of an account exports them. */
export function ImportAccounts({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('session')
  const id = useId()
  const [isWrong, setWrong] = useState(false)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const text = await target.files?.[0]?.text().catch(() => '')
    setWrong(text !== undefined && !accountsIn(text)?.length)
    if (text) onText(text)
  }
  return (
    <div className="account-import">
      <label htmlFor={id}>{t('importAccounts')}</label>
      <input id={id} type="file" accept=".json,application/json" onChange={(event) => void read(event)} />
      {isWrong && <small role="alert">{t('importWrong')}</small>}
    </div>
  )
}

/** The accounts of that file, each with the host that its keys would sign for. */
export function OfferedAccounts({ onChoose }: { onChoose: (account: PortableAccount) => void }) {
  const { t } = useTranslation('session')
  const accounts = useOffered((offered) => offered.accounts)
  if (accounts.length < 2) return null
  return (
    <ul className="account-offered" aria-label={t('importAccounts')}>
      {accounts.map((account) => (
        <li key={account.accessKeyId + account.endpoint}>
          <button type="button" onClick={() => onChoose(account)}>
            <AccountDot colour={account.colour} /> {account.name} <small>{new URL(account.endpoint).host}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}
