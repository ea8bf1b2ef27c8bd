import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ref } from '../../oss/types.ts'
import { message } from '../../ui/messages/messages.ts'
import { useFormDraft, useKept } from '../drafts/useFormDraft.ts'
import { ruleDraft } from './ruleDraft.ts'
import { emptyRule, type RuleForm, ruleFormOf } from './ruleForm.ts'
import type { Chosen } from './useChoices.ts'

/** What is typed, and what it began as; what was typed in an earlier visit is a new rule. */
export function useRuleForm(at: Ref) {
  const { t } = useTranslation('rules')
  const draft = useFormDraft({ kind: 'rule', at }, ruleDraft)
  const [form, setForm] = useState<RuleForm>(draft.taken?.body ?? emptyRule)
  const [chosen, setChosen] = useState<Chosen>({ id: 'new' })
  const [isTouched, setTouched] = useState(draft.taken !== undefined)
  useKept(draft, form, isTouched)
  const change = (now: RuleForm) => {
    setForm(now)
    setTouched(true)
  }
  /** The form of what was chosen, if there is one. */
  const choose = (next: Chosen): RuleForm | undefined => {
    const filled = next.rule ? ruleFormOf(next.rule) : emptyRule
    if (!filled) return void message.warning(t('notShown'))
    draft.end()
    setForm(filled)
    setChosen(next)
    setTouched(false)
    return filled
  }
  return { form, setForm: change, chosen, choose, isTouched, restored: draft.taken?.kept, drop: draft.drop }
}
