import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { type KeyRetention, signIn, withId } from '../session/session.ts'
import { connect } from './connect.ts'
import { accountOf, type Draft, draftOf, emptyDraft, problemsOf } from './draft.ts'
import { type PastedAccount, readPasted } from './pasted.ts'
import { useAttempt } from './useAttempt.ts'
import { useDirect } from './useDirect.ts'

/**
 * The sign-in form's state. Nothing is sent while a field has a problem; an account is tried before it is kept. `known`: new keys for an
 * account that is known, whose jobs then go on.
 */
export function useAccountForm(known?: Account) {
  const { t } = useTranslation('session')
  const [draft, setDraft] = useState(known ? draftOf(known) : emptyDraft)
  const [wasSent, setSent] = useState(false)
  const [keeps, setKeeps] = useState(false)
  const [isReadOnly, setReadOnly] = useState(known?.isReadOnly ?? false)
  const [isCname, setCname] = useState(known?.cname !== undefined)
  const [pasted, setPasted] = useState<PastedAccount>()
  const { expires } = pasted ?? {}
  const enter = useAttempt((typed: Draft) =>
    tryAndEnter(typed, { known, isReadOnly, isCname, expires, lasting: keeps ? 'kept' : 'tab' }),
  )
  const isDirect = useDirect()
  const problems = problemsOf(draft, { isDirect, isCname })
  return {
    draft,
    enter,
    isDirect,
    keeps,
    setKeeps,
    isReadOnly,
    setReadOnly,
    isCname,
    setCname,
    pasted,
    /** Whether the text said more than its field holds, and was taken for that. */
    paste: (text: string): boolean => {
      const found = readPasted(text)
      if (!found) return false
      setPasted(found)
      setDraft({ ...draft, ...found.fields })
      if (found.isReadOnly) setReadOnly(true)
      return true
    },
    set: (name: keyof Draft, value: string) => setDraft({ ...draft, [name]: value }),
    /** In words, once the form was sent for the first time. */
    problem: (name: keyof Draft) => (wasSent && problems[name] ? t(`problem.${problems[name]}`) : undefined),
    submit: () => {
      setSent(true)
      if (Object.keys(problems).length === 0) enter.run(draft)
    },
  }
}

type How = {
  known: Account | undefined
  isReadOnly: boolean
  isCname: boolean
  expires: number | undefined
  lasting: KeyRetention
}

async function tryAndEnter(draft: Draft, { known, isReadOnly, isCname, expires, lasting }: How): Promise<void> {
  const more = { ...(isReadOnly && { isReadOnly: true as const }), ...(expires && { expires }) }
  const typed = { ...accountOf(draft, isCname), ...more }
  const account = known ? { ...typed, id: known.id } : await withId(typed)
  await signIn(await connect(account, new AbortController().signal), lasting)
}
