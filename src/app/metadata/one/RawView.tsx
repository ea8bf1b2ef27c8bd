import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/fields/Field.tsx'
import { isValid, type MetadataForm } from './metadataForm.ts'
import { formOfRaw, rawOf } from './rawLines.ts'

type RawViewProps = { form: MetadataForm; onChange: (form: MetadataForm) => void; onWrong: (isWrong: boolean) => void }

/** Headers and user metadata as lines, to be read, copied and pasted. */
export function RawView({ form, onChange, onWrong }: RawViewProps) {
  const { t } = useTranslation('browser')
  const [text, setText] = useState(() => rawOf(form))
  const read = formOfRaw(text, form)
  const type = (typed: string) => {
    setText(typed)
    const now = formOfRaw(typed, form)
    onWrong('why' in now)
    if (!('why' in now)) onChange(now)
  }
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
          onChange={(event) => type(event.target.value)}
        />
      )}
    </Field>
  )
}
