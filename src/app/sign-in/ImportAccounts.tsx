import { type ChangeEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsIn } from '../session/accountFile.ts'

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
