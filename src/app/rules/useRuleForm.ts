import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { message } from '../../ui/messages/messages.ts'
import { emptyRule, type RuleForm, ruleFormOf } from './ruleForm.ts'
import type { Chosen } from './useChoices.ts'

/** What is typed, and what it began as. */
export function useRuleForm() {
  const { t } = useTranslation('rules')
  const [form, setForm] = useState(emptyRule)
  const [chosen, setChosen] = useState<Chosen>({ id: 'new' })
  const [isTouched, setTouched] = useState(false)
  const change = (now: RuleForm) => {
    setForm(now)
    setTouched(true)
  }
  /** The form of what was chosen, if there is one. */
  const choose = (next: Chosen): RuleForm | undefined => {
    const filled = next.rule ? ruleFormOf(next.rule) : emptyRule
    if (!filled) return void message.warning(t('notShown'))
    setForm(filled)
    setChosen(next)
    setTouched(false)
    return filled
  }
  return { form, setForm: change, chosen, choose, isTouched }
}
