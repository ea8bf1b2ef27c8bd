import { useTranslation } from 'react-i18next'
import { headerNames } from '../../../oss/types.ts'
import { useFieldText } from '../../jobs-panel/difference/useTold.ts'
import { suggestionsFor } from '../suggestions.ts'
import { EditField } from './EditField.tsx'
import type { EditForm } from './editForm.ts'
import { CurrentValues } from './SpreadOf.tsx'
import { headerCounts, type SurveyedObject } from './summary.ts'

export type SectionProps = {
  form: EditForm
  objects: readonly SurveyedObject[]
  isReading: boolean
  onChange: (form: EditForm) => void
}

export function HeaderEdits({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('browser')
  const told = useFieldText()
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
            <CurrentValues
              name={name}
              spread={headerCounts(objects, name)}
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
