import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/fields/Field.tsx'
import { isValid, type MetadataForm } from './metadataForm.ts'
import { formOfRaw } from './rawLines.ts'

type RawViewProps = { text: string; form: MetadataForm; onType: (text: string) => void }

/** Headers and user metadata as lines, to be read, copied and pasted. */
export function RawView({ text, form, onType }: RawViewProps) {
  const { t } = useTranslation('browser')
  const read = formOfRaw(text, form)
  const problem =
    'why' in read ? t(`raw.${read.why}`, { line: read.line }) : isValid(read) ? undefined : t('raw.invalid')
  return (
    <Field label={t('raw.label')} hint={t('raw.hint')} problem={problem}>
      {(control) => (
        <Input.TextArea
          {...control}
          className="one-raw"
          autoSize={{ minRows: 8, maxRows: 20 }}
          spellCheck={false}
          value={text}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  )
}
