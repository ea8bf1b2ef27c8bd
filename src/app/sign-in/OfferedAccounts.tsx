import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountDot } from '../../ui/account/AccountDot.tsx'
import type { PortableAccount } from '../session/accountFile.ts'
import { FileFaults } from './FileFaults.tsx'
import { hasOffers, useOffered } from './offered.ts'
import '../../i18n/importing.ts'

/** The accounts of a file that was imported, each with the host that its keys would sign for, and what of it is not among them. */
export function OfferedAccounts({ onChoose }: { onChoose: (account: PortableAccount) => void }) {
  const { t } = useTranslation('importing')
  const read = useOffered()
  const frame = useRef<HTMLDivElement>(null)
  // What is chosen at the end of a long form is shown at its beginning.
  useEffect(() => {
    if (hasOffers(read)) frame.current?.scrollIntoView({ block: 'nearest' })
  }, [read])
  return (
    <div ref={frame}>
      {read.accounts.length > 0 && (
        <ul className="account-offered" aria-label={t('label')}>
          {read.accounts.map((account) => (
            <li key={JSON.stringify(account)}>
              <button type="button" onClick={() => onChoose(account)}>
                <AccountDot colour={account.colour} /> {account.name} <small>{new URL(account.endpoint).host}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      <FileFaults {...read} />
    </div>
  )
}
