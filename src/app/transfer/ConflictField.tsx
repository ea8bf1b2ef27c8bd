import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ConflictPolicy } from '../../engine/types.ts'
import { Field } from '../../ui/fields/Field.tsx'

/** The careful ones first. */
const policies: ConflictPolicy[] = ['skip', 'ask', 'keepBoth', 'newer', 'different', 'replace']
const overwriting: ReadonlySet<ConflictPolicy> = new Set(['newer', 'different', 'replace'])

export function ConflictField({
  value,
  onChange,
}: {
  value: ConflictPolicy
  onChange: (policy: ConflictPolicy) => void
}) {
  const { t } = useTranslation('browser')
  const options = policies.map((policy) => ({ value: policy, label: t(`conflict.${policy}`) }))
  return (
    <Field label={t('conflict')} hint={overwriting.has(value) ? t('replaceNote') : null}>
      {({ status: _, ...control }) => <Select {...control} value={value} onChange={onChange} options={options} />}
    </Field>
  )
}
