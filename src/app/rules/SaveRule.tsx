import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Rule } from '../../engine/rules/rule.ts'
import { visible } from '../../i18n/visible.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { message } from '../../ui/messages/messages.ts'
import { saveRule } from './savedRules.ts'
import type { RuleProps } from './WhereFields.tsx'

type SaveProps = RuleProps & { account: string; rule: Rule | undefined; onSaved: (rule: Rule) => void }

/** Keeps the rule in this browser, under its name. */
export function SaveRule({ account, rule, form, onChange, onSaved }: SaveProps) {
  const { t } = useTranslation('rules')
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
      <Button disabled={!rule || form.name.trim() === ''} onClick={save}>
        {t('save')}
      </Button>
    </div>
  )
}
