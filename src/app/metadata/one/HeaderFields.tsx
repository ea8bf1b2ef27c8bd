import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../../engine/keys.ts'
import { type Account, type HeaderName, headerNames, type Ref } from '../../../oss/types.ts'
import { Combobox } from '../../../ui/fields/Combobox.tsx'
import { Field } from '../../../ui/fields/Field.tsx'
import { suggestionsFor } from '../suggestions.ts'
import { HeaderBuilder, HeaderHint } from './HeaderHelp.tsx'
import { guessedEncoding, headerFieldProblem, losesSpace, type MetadataForm } from './metadataForm.ts'

type HeaderFieldsProps = {
  account: Account
  at: Ref
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

export function HeaderFields({ account, at, form, onChange }: HeaderFieldsProps) {
  const { t } = useTranslation('browser')
  const { headers } = form
  const change = (name: HeaderName, value: string) => onChange({ ...form, headers: { ...headers, [name]: value } })
  return (
    <section className="metadata-section">
      <h3>{t('headersTitle')}</h3>
      <div className="metadata-headers">
        {headerNames.map((header) => (
          <Field
            key={header}
            label={header}
            hint={
              hintOf(form, header, t) || (
                <HeaderHint
                  account={account}
                  at={at}
                  header={header}
                  value={headers[header]}
                  onChange={(value) => change(header, value)}
                />
              )
            }
            problem={problemOf(form, header, t)}
          >
            {(control) => (
              <div className="one-header">
                <Combobox
                  control={control}
                  value={headers[header]}
                  placeholder={t('notSet')}
                  suggestions={suggestionsFor(header, nameOf(at.key)).map((value) => ({ value }))}
                  onChange={(value) => change(header, value)}
                />
                <HeaderBuilder header={header} value={headers[header]} onChange={(value) => change(header, value)} />
              </div>
            )}
          </Field>
        ))}
      </div>
    </section>
  )
}
