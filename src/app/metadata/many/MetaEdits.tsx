import { PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { RemoveButton } from '../../../ui/fields/RemoveButton.tsx'
import { useFieldText } from '../../jobs-panel/difference/useFieldText.ts'
import { normalMetaName } from '../normalMetaName.ts'
import { CurrentValues } from './CurrentValues.tsx'
import { EditField } from './EditField.tsx'
import { type EditForm, type MetaForm, nameProblem, unchangedField } from './editForm.ts'
import type { SectionProps } from './HeaderEdits.tsx'
import { metaCounts, metaNames } from './valueCounts.ts'

/** More names than these are edited by typing them. */
const mostNames = 50

/** User metadata: the names that there are, and those that a person adds. */
export function MetaEdits({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('browser')
  const lines = linesOf(form, metaNames(objects).slice(0, mostNames))
  const change = (line: MetaForm) => onChange({ ...form, meta: withLine(form.meta, line) })
  const add = () => change({ id: nextId(form), name: '', isThere: false, field: { ...unchangedField, do: 'set' } })
  return (
    <section className="metadata-section">
      <h3>{t('metaTitle')}</h3>
      {lines.map((line) => (
        <MetaEdit
          key={line.isThere ? line.name : line.id}
          line={line}
          form={form}
          objects={objects}
          isReading={isReading}
          onChange={change}
          onRemove={() => onChange({ ...form, meta: form.meta.filter(({ id }) => id !== line.id) })}
        />
      ))}
      <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={add}>
        {t('addMeta')}
      </Button>
    </section>
  )
}

const nextId = ({ meta }: EditForm) => 1 + Math.max(-1, ...meta.map(({ id }) => id))

/** What is there first; a line that was touched keeps what is typed. */
function linesOf(form: EditForm, names: readonly string[]): MetaForm[] {
  const touched = new Map(form.meta.filter(({ isThere }) => isThere).map((line) => [line.name, line]))
  const untouched = (name: string): MetaForm => ({ id: -1, name, isThere: true, field: unchangedField })
  const all = [...new Set([...names, ...touched.keys()])]
  return [...all.map((name) => touched.get(name) ?? untouched(name)), ...form.meta.filter(({ isThere }) => !isThere)]
}

function withLine(meta: MetaForm[], line: MetaForm): MetaForm[] {
  const isIt = (one: MetaForm) => (line.isThere ? one.isThere && one.name === line.name : one.id === line.id)
  if (meta.some(isIt)) return meta.map((one) => (isIt(one) ? line : one))
  return [...meta, { ...line, id: 1 + Math.max(-1, ...meta.map(({ id }) => id)) }]
}

type MetaEditProps = Omit<SectionProps, 'onChange'> & {
  line: MetaForm
  onChange: (line: MetaForm) => void
  onRemove: () => void
}

function MetaEdit({ line, form, objects, isReading, onChange, onRemove }: MetaEditProps) {
  const { t } = useTranslation('many')
  const told = useFieldText()
  const short = normalMetaName(line.name)
  const name = `x-oss-meta-${short}`
  return (
    <div className="edit-meta">
      {!line.isThere && <NewName line={line} form={form} onChange={onChange} onRemove={onRemove} />}
      <EditField
        name={short ? name : t('metaNew')}
        field={line.field}
        suggestions={metaCounts(objects, short).flatMap(({ value }) =>
          value === null ? [] : told.value({ is: 'bytes', bytes: value }),
        )}
        spread={
          <CurrentValues
            name={name}
            spread={metaCounts(objects, short)}
            isReading={isReading}
            say={(bytes) => told.value({ is: 'bytes', bytes })}
          />
        }
        onChange={(field) => onChange({ ...line, field })}
      />
    </div>
  )
}

type NewNameProps = Pick<MetaEditProps, 'line' | 'form' | 'onChange' | 'onRemove'>

function NewName({ line, form, onChange, onRemove }: NewNameProps) {
  const { t } = useTranslation('many')
  const { t: words } = useTranslation('browser')
  const problem = nameProblem(form, line)
  return (
    <div className="edit-name">
      <Input
        prefix={<span className="pair-prefix">x-oss-meta-</span>}
        autoFocus={line.name === ''}
        aria-label={t('metaNew')}
        aria-invalid={problem !== undefined}
        status={problem && line.name ? 'error' : ''}
        placeholder={words('metaName')}
        value={line.name}
        spellCheck={false}
        onChange={(event) => onChange({ ...line, name: event.target.value })}
      />
      <RemoveButton label={t('metaGone')} onRemove={onRemove} />
      {problem && line.name && <div className="field-problem">{words(`meta.${problem}`)}</div>}
    </div>
  )
}
