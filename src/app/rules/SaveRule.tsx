import { useTranslation } from 'react-i18next'
import type { Rule } from '../../engine/rules/rule.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { message } from '../../ui/messages/messages.ts'
import { saveRule } from './savedRules.ts'
import type { RuleProps } from './WhereFields.tsx'

type SaveProps = RuleProps & {
  account: string
  rule: Rule | undefined
  obstacle: string | undefined
  onSaved: (rule: Rule) => void
}

/** Keeps the rule in this browser, under its name. */
export function SaveRule({ account, rule, obstacle, form, onChange, onSaved }: SaveProps) {
  const { t } = useTranslation('rules')
  const { t: why } = useObstacles()
  const save = () => {
    if (!rule) return
    saveRule(account, rule)
    onSaved(rule)
    message.success(t('savedAs', { name: visible(rule.name) }))
  }
  return (
    <div className="rule-save">
      <Field label={t('name')}>
        {(control) => (
          <TextInput {...control} maxLength={100} value={form.name} onText={(name) => onChange({ ...form, name })} />
        )}
      </Field>
      <ActionButton obstacle={obstacle ?? (form.name.trim() === '' ? why('noName') : undefined)} onClick={save}>
        {t('save')}
      </ActionButton>
    </div>
  )
}
