import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connect } from './connect.ts'
import { accountOf, type Draft, emptyDraft, problemsOf } from './draft.ts'
import { signIn, withId } from './session.ts'

/** The sign-in form's state. Nothing is sent while a field has a problem; an account is tried before it is kept. */
export function useAccountForm() {
  const { t } = useTranslation('session')
  const [draft, setDraft] = useState(emptyDraft)
  const [wasSent, setSent] = useState(false)
  const enter = useMutation({ mutationFn: tryAndEnter })
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

async function tryAndEnter(draft: Draft): Promise<void> {
  const account = await withId(accountOf(draft))
  await signIn(await connect(account, new AbortController().signal))
}
