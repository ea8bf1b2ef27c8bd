import { useTranslation } from 'react-i18next'
import { headerNames } from '../../../oss/types.ts'
import { useFieldText } from '../../jobs-panel/difference/useFieldText.ts'
import { suggestionsFor } from '../suggestions.ts'
import { CurrentValues } from './CurrentValues.tsx'
import { EditField } from './EditField.tsx'
import type { EditForm } from './editForm.ts'
import { headerCounts, type SurveyedObject } from './valueCounts.ts'

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
