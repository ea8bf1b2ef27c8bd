import { type ChangeEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffer } from './offered.ts'
import '../../i18n/importing.ts'

/** Reads a file of accounts, as the menu of an account exports them. What is wrong in one is said where its accounts would stand. */
export function ImportAccounts({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('importing')
  const id = useId()
  const [problem, setProblem] = useState<FileProblem>()
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? []
    const text = file && (await textOf(file))
    setProblem(typeof text === 'object' ? text.problem : undefined)
    if (typeof text === 'string') onText(text)
  }
  return (
    <div className="account-import">
      <label htmlFor={id}>{t('label')}</label>
      <input id={id} type="file" accept=".json,application/json" onChange={(event) => void read(event)} />
      {problem && <small role="alert">{t(problem)}</small>}
    </div>
  )
}

type FileProblem = 'large' | 'unread' | 'wrong'

/** Bytes: a thousand accounts have a tenth of it. */
const largest = 4 * 1024 ** 2

/** The text of a file of accounts, or why it is none. */
async function textOf(file: File): Promise<string | { problem: FileProblem }> {
  if (file.size > largest) return { problem: 'large' }
  try {
    const text = await file.text()
    return isOffer(text) ? text : { problem: 'wrong' }
  } catch (error) {
    // Moved or deleted since it was chosen.
    if (error instanceof DOMException) return { problem: 'unread' }
    throw error
  }
}
