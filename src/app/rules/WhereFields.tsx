import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../i18n/objectWords.ts'
import { storageClasses } from '../../oss/metadata.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { isDays, isSize, type RuleForm } from './ruleForm.ts'

/** Examples. */
const sizes = { from: '100KiB', to: '10MiB' }
export type RuleProps = { form: RuleForm; onChange: (form: RuleForm) => void }

/** Which objects a rule is about by what a listing tells of them. */
export function WhereFields({ form, onChange }: RuleProps) {
  const { t } = useTranslation('rules')
  const change = (some: Partial<RuleForm>) => onChange({ ...form, ...some })
  return (
    <>
      <Field label={t('names')} hint={t('names.hint')}>
        {(control) => (
          <TextInput
            {...control}
            data-first
            placeholder="*.html *.htm"
            value={form.names}
            spellCheck={false}
            onText={(names) => change({ names })}
          />
        )}
      </Field>
      <div className="rule-facts">
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(end)} problem={isSize(form[end]) ? undefined : t('badSize')}>
            {(control) => (
              <TextInput
                {...control}
                placeholder={sizes[end]}
                value={form[end]}
                onText={(size) => change({ [end]: size })}
              />
            )}
          </Field>
        ))}
        <Field label={t('days')} problem={isDays(form.days) ? undefined : t('badDays')}>
          {(control) => (
            <TextInput
              {...control}
              inputMode="numeric"
              placeholder="90"
              value={form.days}
              onText={(days) => change({ days })}
            />
          )}
        </Field>
        <ClassField form={form} onChange={onChange} />
      </div>
    </>
  )
}

function ClassField({ form, onChange }: RuleProps) {
  const { t } = useTranslation('rules')
  const { t: words } = useWords()
  return (
    <Field label={t('class')}>
      {(control) => (
        <Select<RuleForm['storageClass']>
          {...control}
          value={form.storageClass}
          options={[
            { value: '', label: t('anyClass') },
            ...storageClasses.map((value) => ({ value, label: words(`class.${value}`) })),
          ]}
          onChange={(storageClass) => onChange({ ...form, storageClass })}
        />
      )}
    </Field>
  )
}
