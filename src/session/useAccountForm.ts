import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../oss/types.ts'
import { connect } from './connect.ts'
import { accountOf, type Draft, draftOf, emptyDraft, problemsOf } from './draft.ts'
import { signIn, withId } from './session.ts'

/**
 * The sign-in form's state. Nothing is sent while a field has a problem; an account is tried before it is kept. `renewed`: new keys for an
 * account that is known, whose jobs then go on.
 */
export function useAccountForm(renewed?: Account) {
  const { t } = useTranslation('session')
  const [draft, setDraft] = useState(renewed ? draftOf(renewed) : emptyDraft)
  const [wasSent, setSent] = useState(false)
  const enter = useMutation({ mutationFn: (typed: Draft) => tryAndEnter(typed, renewed) })
  const problems = problemsOf(draft)
  return {
    draft,
    enter,
    set: (name: keyof Draft, value: string) => setDraft({ ...draft, [name]: value }),
    /** In words, once the form was sent for the first time. */
    problem: (name: keyof Draft) => (wasSent && problems[name] ? t(`problem.${problems[name]}`) : undefined),
    submit: () => {
      setSent(true)
      if (Object.keys(problems).length === 0) enter.mutate(draft)
    },
  }
}

async function tryAndEnter(draft: Draft, renewed: Account | undefined): Promise<void> {
  const typed = accountOf(draft)
  const account = renewed ? { ...typed, id: renewed.id } : await withId(typed)
  await signIn(await connect(account, new AbortController().signal))
}
