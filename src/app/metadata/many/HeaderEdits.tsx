import { useTranslation } from 'react-i18next'
import { headerNames } from '../../../oss/types.ts'
import { useTold } from '../../jobs-panel/difference/useTold.ts'
import { suggestionsFor } from '../suggestions.ts'
import { EditField } from './EditField.tsx'
import type { EditForm } from './editForm.ts'
import { SpreadOf } from './SpreadOf.tsx'
import { headerSpread, type Seen } from './summary.ts'

export type SectionProps = {
  form: EditForm
  objects: readonly Seen[]
  isReading: boolean
  onChange: (form: EditForm) => void
}

export function HeaderEdits({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('browser')
  const told = useTold()
  return (
    <section className="metadata-section">
      <h3>{t('headersTitle')}</h3>
      {headerNames.map((name) => (
        <EditField
          key={name}
          name={name}
          field={form.headers[name]}
          suggestions={suggestionsFor(name, '')}
          spread={
            <SpreadOf
              name={name}
              spread={headerSpread(objects, name)}
              isReading={isReading}
              say={(bytes) => told.value({ is: 'bytes', bytes })}
            />
          }
          onChange={(field) => onChange({ ...form, headers: { ...form.headers, [name]: field } })}
        />
      ))}
    </section>
  )
}
