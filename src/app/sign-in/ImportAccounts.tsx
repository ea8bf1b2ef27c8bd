import { type ChangeEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffer } from './offered.ts'
import '../../i18n/importing.ts'

/** Reads a file of accounts, as the menu of an account exports them. What is wrong in one is said where its accounts would stand. */
export function ImportAccounts({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('importing')
  const id = useId()
  const [isWrong, setWrong] = useState(false)
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const text = await target.files?.[0]?.text().catch(() => '')
    setWrong(text !== undefined && !isOffer(text))
    if (text) onText(text)
  }
  return (
    <div className="account-import">
      <label htmlFor={id}>{t('label')}</label>
      <input id={id} type="file" accept=".json,application/json" onChange={(event) => void read(event)} />
      {isWrong && <small role="alert">{t('wrong')}</small>}
    </div>
  )
}
