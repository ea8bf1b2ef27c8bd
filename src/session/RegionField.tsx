import { AutoComplete } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../look/Field.tsx'
import { type KnownRegion, regions } from '../words/regions.ts'

type RegionFieldProps = { value: string; problem: string | undefined; onChange: (region: string) => void }

/** The public regions, found by id or by name in either language; any other id may be typed. */
export function RegionField({ value, problem, onChange }: RegionFieldProps) {
  const { t } = useTranslation('session')
  const { t: region } = useTranslation('regions')
  const options = (Object.keys(regions) as KnownRegion[]).map((id) => ({
    value: id,
    label: (
      <span className="region-option">
        {region(id)} <code>{id}</code>
      </span>
    ),
    sought: [id, ...regions[id]].join(' ').toLowerCase(),
  }))
  return (
    <Field label={t('region')} hint={t('regionHint')} problem={problem}>
      {(control) => (
        <AutoComplete
          {...control}
          value={value}
          onChange={onChange}
          options={options}
          showSearch={{ filterOption: (typed, option) => option?.sought.includes(typed.toLowerCase()) ?? false }}
        />
      )}
    </Field>
  )
}
