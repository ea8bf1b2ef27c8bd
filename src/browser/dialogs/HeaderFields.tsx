import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { headerProblem } from '../../copy/check.ts'
import { nameOf } from '../../copy/keys.ts'
import { Combobox } from '../../look/Combobox.tsx'
import { Field } from '../../look/Field.tsx'
import { type HeaderName, headerNames } from '../../oss/types.ts'
import { losesSpace, type MetadataForm } from './metadataForm.ts'
import { suggestionsFor } from './suggestions.ts'

type HeaderFieldsProps = {
  /** Of the object, if it is one. */
  name: string
  /** What an empty field means, in words. */
  empty: string
  headers: MetadataForm['headers']
  onChange: (headers: MetadataForm['headers']) => void
}

function problemOf(name: HeaderName, value: string, t: TFunction<'browser'>) {
  const problem = headerProblem(name, value)
  return problem && t(`meta.${problem}`)
}

export function HeaderFields({ name, empty, headers, onChange }: HeaderFieldsProps) {
  const { t } = useTranslation('browser')
  return (
    <section className="metadata-section">
      <h3>{t('headersTitle')}</h3>
      <div className="metadata-headers">
        {headerNames.map((header) => (
          <Field
            key={header}
            label={header}
            hint={losesSpace(headers[header]) && t('meta.edgeSpace')}
            problem={problemOf(header, headers[header], t)}
          >
            {(control) => (
              <Combobox
                control={control}
                value={headers[header]}
                placeholder={empty}
                suggestions={suggestionsFor(header, nameOf(name)).map((value) => ({ value }))}
                onChange={(value) => onChange({ ...headers, [header]: value })}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  )
}
