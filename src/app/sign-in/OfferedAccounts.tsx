import { useTranslation } from 'react-i18next'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import type { PortableAccount } from '../session/accountFile.ts'
import { useOffered } from './offered.ts'

/** The accounts of a file that was imported, each with the host that its keys would sign for. */
export function OfferedAccounts({ onChoose }: { onChoose: (account: PortableAccount) => void }) {
  const { t } = useTranslation('session')
  const accounts = useOffered((offered) => offered.accounts)
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
