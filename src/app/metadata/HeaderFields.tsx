import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../engine/keys.ts'
import { type HeaderName, headerNames } from '../../oss/types.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { Field } from '../../ui/Field.tsx'
import { guessedEncoding, headerFieldProblem, losesSpace, type MetadataForm } from './metadataForm.ts'
import { suggestionsFor } from './suggestions.ts'

type HeaderFieldsProps = {
  /** Of the object. */
  name: string
  form: MetadataForm
  onChange: (form: MetadataForm) => void
}

function problemOf(form: MetadataForm, name: HeaderName, t: TFunction<'browser'>) {
  const problem = headerFieldProblem(form, name)
  return problem && t(`meta.${problem}`)
}

function hintOf({ known, headers }: MetadataForm, name: HeaderName, t: TFunction<'browser'>) {
  const encoding = guessedEncoding(headers[name], known.headers[name])
  return encoding ? t('meta.notUtf8', { encoding }) : losesSpace(headers[name]) && t('meta.edgeSpace')
}

export function HeaderFields({ name, form, onChange }: HeaderFieldsProps) {
  const { t } = useTranslation('browser')
  const { headers } = form
  const change = (name: HeaderName, value: string) => onChange({ ...form, headers: { ...headers, [name]: value } })
  return (
    <section className="metadata-section">
      <h3>{t('headersTitle')}</h3>
      <div className="metadata-headers">
        {headerNames.map((header) => (
          <Field key={header} label={header} hint={hintOf(form, header, t)} problem={problemOf(form, header, t)}>
            {(control) => (
              <Combobox
                control={control}
                value={headers[header]}
                placeholder={t('notSet')}
                suggestions={suggestionsFor(header, nameOf(name)).map((value) => ({ value }))}
                onChange={(value) => change(header, value)}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  )
}
