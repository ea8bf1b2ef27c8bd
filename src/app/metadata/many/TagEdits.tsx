import { MinusOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/objectWords.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { RemoveButton } from '../../../ui/fields/RemoveButton.tsx'
import { mostTags } from '../../details/tags.ts'
import { CurrentValues } from './CurrentValues.tsx'
import { type EditForm, lineProblem, type TagLine, type TagsForm } from './editForm.ts'
import type { SectionProps } from './HeaderEdits.tsx'
import { type SurveyedObject, tagCounts } from './valueCounts.ts'

/** Tags of many objects: some are added or removed, or all are replaced. */
export function TagEdits({ form, objects, isReading, onChange }: SectionProps) {
  const { t } = useTranslation('many')
  const { tags } = form
  const change = (changed: Partial<TagsForm>) => onChange({ ...form, tags: { ...tags, ...changed } })
  const changeLine = (line: TagLine) => change({ lines: tags.lines.map((one) => (one.id === line.id ? line : one)) })
  return (
    <div className="edit-other">
      <span className="field-label">{t('tags')}</span>
      <div className="edit-spread">
        <Current objects={objects} isReading={isReading} />
      </div>
      <Select
        className="edit-do"
        aria-label={t('do.label', { name: t('tags') })}
        value={tags.do}
        options={[
          { value: 'keep', label: t('do.keep') },
          { value: 'some', label: t('tags.some') },
          { value: 'all', label: t('tags.all') },
        ]}
        onChange={(what) => onChange(withTags(form, what, objects))}
      />
      {tags.do !== 'keep' && (
        <div className="edit-lines">
          {tags.lines.map((line, n) => (
            <Line
              key={line.id}
              line={line}
              n={n + 1}
              problem={lineProblem(tags, line)}
              onChange={changeLine}
              onRemove={() => change({ lines: tags.lines.filter(({ id }) => id !== line.id) })}
            />
          ))}
          {tags.do === 'all' && tags.lines.length === 0 && <p className="field-problem">{t('tags.clears')}</p>}
          <AddLines tags={tags} onChange={change} />
        </div>
      )}
    </div>
  )
}

function Current({ objects, isReading }: Pick<SectionProps, 'objects' | 'isReading'>) {
  const { t } = useTranslation('many')
  const spread = tagCounts(objects)
  if (objects.length > 0 && spread.length === 0) return <span className="spread spread-none">{t('values.none')}</span>
  return (
    <CurrentValues
      name={t('tags')}
      spread={spread}
      isReading={isReading}
      say={(tag) => tag}
      none={t('values.unknown')}
    />
  )
}

/** All tags of one object are those that it has, to begin with. */
function withTags(form: EditForm, what: TagsForm['do'], [first, second]: readonly SurveyedObject[]): EditForm {
  const typed = form.tags.lines.filter((line) => line.do === 'add')
  const own = (first && !second && first.tags) || []
  const added = own.filter(({ key }) => !typed.some((line) => line.key === key))
  const all = [...added.map((tag) => ({ ...tag, do: 'add' as const })), ...typed].map((line, id) => ({ ...line, id }))
  const lines = what === 'all' ? all : form.tags.lines
  return { ...form, tags: { do: what, lines } }
}

function AddLines({ tags, onChange }: { tags: TagsForm; onChange: (tags: Partial<TagsForm>) => void }) {
  const { t } = useTranslation('many')
  const { t: why } = useObstacles()
  const id = 1 + Math.max(-1, ...tags.lines.map((line) => line.id))
  const add = (what: TagLine['do']) => onChange({ lines: [...tags.lines, { id, do: what, key: '', value: '' }] })
  const isFull = tags.lines.filter((line) => line.do === 'add').length >= mostTags
  return (
    <div className="pair-buttons">
      <ActionButton
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        obstacle={isFull ? why('tagsFull') : undefined}
        onClick={() => add('add')}
      >
        {t('tag.add')}
      </ActionButton>
      {tags.do === 'some' && (
        <Button type="dashed" icon={<MinusOutlined aria-hidden />} onClick={() => add('remove')}>
          {t('tag.drop')}
        </Button>
      )}
    </div>
  )
}

type LineProps = {
  line: TagLine
  n: number
  problem: ReturnType<typeof lineProblem>
  onChange: (line: TagLine) => void
  onRemove: () => void
}

function Line({ line, n, problem, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('many')
  const { t: words } = useWords()
  return (
    <div className="edit-line">
      <Input
        autoFocus={line.key === ''}
        aria-label={t('tag.key', { n })}
        aria-invalid={problem !== undefined}
        placeholder={t('tag.keyHint')}
        value={line.key}
        onChange={(event) => onChange({ ...line, key: event.target.value })}
      />
      {line.do === 'add' ? (
        <Input
          aria-label={t('tag.value', { n })}
          placeholder={t('tag.valueHint')}
          value={line.value}
          onChange={(event) => onChange({ ...line, value: event.target.value })}
        />
      ) : (
        <span className="edit-gone">{t('tag.gone')}</span>
      )}
      <RemoveButton label={t('tag.removeLine', { n })} onRemove={onRemove} />
      {problem && line.key && <div className="field-problem">{words(`tag.${problem}`)}</div>}
    </div>
  )
}
