import { useTranslation } from 'react-i18next'
import { type KnownRegion, regions } from '../../i18n/regions.ts'
import { Combobox } from './Combobox.tsx'
import { Field } from './Field.tsx'

type RegionFieldProps = { value: string; problem: string | undefined; onChange: (region: string) => void }

const known = Object.keys(regions) as KnownRegion[]

/** The public regions, found by id or by name; any other id may be typed. */
export function RegionField({ value, problem, onChange }: RegionFieldProps) {
  const { t } = useTranslation('session')
  const { t: nameOf } = useTranslation('regions')
  const suggestions = known.map((id) => ({ value: id, note: nameOf(id) }))
  return (
    <Field label={t('region')} hint={t('regionHint')} problem={problem}>
      {(control) => <Combobox control={control} value={value} suggestions={suggestions} onChange={onChange} />}
    </Field>
  )
}
