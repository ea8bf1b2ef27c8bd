import { useTranslation } from 'react-i18next'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import type { FileProblem, PortableAccount } from '../session/accountFile.ts'
import { useOffered } from './offered.ts'
import '../../i18n/importing.ts'

/** The accounts of a file that was imported, each with the host that its keys would sign for; or why it has none. */
export function OfferedAccounts({ onChoose }: { onChoose: (account: PortableAccount) => void }) {
  const { t } = useTranslation('importing')
  const { accounts, problem } = useOffered()
  if (problem) return <Wrong problem={problem} />
  return (
    <ul className="account-offered" aria-label={t('label')}>
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

function Wrong({ problem }: { problem: FileProblem }) {
  const { t } = useTranslation('importing')
  const { t: session } = useTranslation('session')
  const fields = typeof problem === 'string' ? [] : problem.map((field) => t(`field.${field}`))
  const why = typeof problem === 'string' ? t(problem) : t('lacks', { fields: fields.join(session('listComma')) })
  return (
    <p className="account-offer-wrong" role="alert">
      {t('nothing')} {why}
    </p>
  )
}
