import { Checkbox, Select } from 'antd'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { firstBytes } from '../../../engine/edit/typeOfBytes.ts'
import { Combobox } from '../../../ui/fields/Combobox.tsx'
import { Field, type FieldControl } from '../../../ui/fields/Field.tsx'
import { TextInput } from '../../../ui/fields/TextInput.tsx'
import { type FieldAction, type FieldForm, fieldProblem } from './editForm.ts'

type EditFieldProps = {
  name: string
  /** What it is now. */
  spread: ReactNode
  field: FieldForm
  suggestions: readonly string[]
  onChange: (field: FieldForm) => void
}

const choices: FieldAction[] = ['keep', 'set', 'setIfAbsent', 'replace', 'remove']
const choicesOf = (name: string): FieldAction[] => (name === 'Content-Type' ? [...choices, 'byContent'] : choices)

/** One value of many objects: what it is, and what becomes of it. Who types a value means to set it. */
export function EditField({ name, spread, field, suggestions, onChange }: EditFieldProps) {
  const { t } = useTranslation('many')
  const problem = useProblem(name, field)
  const label = field.do === 'replace' ? t('find.label', { name }) : name
  return (
    <div className="edit-field">
      <div className="edit-spread">{spread}</div>
      <Select
        className="edit-do"
        aria-label={t('do.label', { name })}
        value={field.do}
        options={choicesOf(name).map((value) => ({ value, label: t(`do.${value}`) }))}
        onChange={(what) => onChange({ ...field, do: what })}
      />
      <Field label={label} problem={problem} hint={hintOf(field, t)}>
        {(control) =>
          field.do === 'replace' ? (
            <Replace control={control} name={name} field={field} onChange={onChange} />
          ) : (
            <Value control={control} field={field} suggestions={suggestions} onChange={onChange} />
          )
        }
      </Field>
    </div>
  )
}

function hintOf({ do: what, isPattern }: FieldForm, t: TFunction<'many'>) {
  if (what === 'byContent') return t('byContent.help', { bytes: firstBytes })
  return what === 'replace' && t(isPattern ? 'isPattern.help' : 'find.help')
}

/** What was not typed yet is missing, not wrong. */
function useProblem(name: string, field: FieldForm): string | undefined {
  const { t } = useTranslation('many')
  const { t: words } = useTranslation('browser')
  const problem = fieldProblem(name, field)
  if (problem === undefined) return undefined
  if (problem === 'controlCharacter' || problem === 'notAscii' || problem === 'notADate' || problem === 'notAType')
    return words(`meta.${problem}`)
  return t(problem)
}

type ValueProps = Pick<EditFieldProps, 'field' | 'suggestions' | 'onChange'> & { control: FieldControl }

function Value({ control, field, suggestions, onChange }: ValueProps) {
  const { t } = useTranslation('many')
  const isSet = field.do === 'set' || field.do === 'setIfAbsent'
  return (
    <Combobox
      control={control}
      value={isSet ? field.value : ''}
      placeholder={isSet ? '' : t(`value.${field.do === 'remove' || field.do === 'byContent' ? field.do : 'keep'}`)}
      suggestions={suggestions.map((value) => ({ value }))}
      onChange={(value) => onChange({ ...field, value, do: isSet ? field.do : 'set' })}
    />
  )
}

type ReplaceProps = Pick<EditFieldProps, 'name' | 'field' | 'onChange'> & { control: FieldControl }

function Replace({ control, name, field, onChange }: ReplaceProps) {
  const { t } = useTranslation('many')
  return (
    <div className="edit-replace">
      <TextInput
        {...control}
        placeholder={t('find')}
        value={field.find}
        spellCheck={false}
        onText={(find) => onChange({ ...field, find })}
      />
      <TextInput
        aria-label={t('by.label', { name })}
        placeholder={t('by')}
        value={field.by}
        spellCheck={false}
        onText={(by) => onChange({ ...field, by })}
      />
      <Checkbox checked={field.isPattern} onChange={({ target }) => onChange({ ...field, isPattern: target.checked })}>
        {t('isPattern')}
      </Checkbox>
    </div>
  )
}
