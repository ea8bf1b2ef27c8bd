import { PlusOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { sameTags as isSameSet } from '../../engine/evidence/evidence.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { useReason } from '../../i18n/useReason.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import type { Account, Ref, Tag } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { RemoveButton } from '../../ui/fields/RemoveButton.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { useAccount } from '../places/account.ts'
import { tagsQuery } from '../queries/queries.ts'
import { EditBox } from './EditBox.tsx'
import { Fact } from './Fact.tsx'
import { areTagsValid, mergedTags, mostTags, sameTags, tagProblem } from './tags.ts'
import { useChange } from './useChange.ts'

export function TagsFact({ at }: { at: Ref }) {
  const account = useAccount()
  const { t } = useWords()
  const reason = useReason()
  const { data: tags, error } = useQuery(tagsQuery(account, at))
  const edit = useChange(at)
  if (error) return <Fact name={t('tags')}>{t('unreadable', { reason: reason(error) })}</Fact>
  if (!tags) return <Fact name={t('tags')}>…</Fact>
  return (
    <Fact name={t('tags')}>
      {edit.isOpen ? (
        <TagsForm at={at} tags={tags} edit={edit} />
      ) : (
        <>
          {tags.length === 0 && t('noTags')}
          {tags.map(({ key, value }) => (
            <span key={key} className="tag">
              {value ? `${key} = ${value}` : key}
            </span>
          ))}
          <Button size="small" aria-label={t('editTags')} onClick={edit.open}>
            {t('edit')}
          </Button>
        </>
      )}
    </Fact>
  )
}

type Line = Tag & { id: number }

type TagsFormProps = { at: Ref; tags: Tag[]; edit: ReturnType<typeof useChange> }

function TagsForm({ at, tags, edit }: TagsFormProps) {
  const account = useAccount()
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [seen, setSeen] = useState(tags)
  const [lines, setLines] = useState<Line[]>(() => linesOf(tags))
  const name = useWhat()(1, at.key)
  const wanted = lines.map(({ key, value }) => ({ key, value }))
  const isFull = lines.length >= mostTags
  const look = useLook(account, at)
  const current = look.data && !isSameSet(look.data, seen) ? look.data : undefined
  const save = async () => {
    const now = await look.mutateAsync()
    if (isSameSet(now, seen)) edit.save({ tags: wanted }, { tags: seen }, t('taggingOf', { name }))
  }
  const add = () => setLines([...lines, { id: 1 + Math.max(-1, ...lines.map(({ id }) => id)), key: '', value: '' }])
  return (
    <EditBox
      action={t('saveTags')}
      obstacle={sameTags(seen, wanted) ? why('unchanged') : areTagsValid(wanted) ? undefined : why('wrong')}
      isBusy={look.isPending}
      note={t('tagsCost')}
      // What goes wrong is shown below.
      onSave={() => void save().catch(() => {})}
      onClose={edit.close}
    >
      <WriteProblem error={look.error} />
      {current && (
        <ConcurrentChange
          tags={current}
          onMerge={() => {
            setLines(linesOf(mergedTags(seen, wanted, current)))
            setSeen(current)
          }}
          onReplace={() => setSeen(current)}
        />
      )}
      {lines.map((line, n) => (
        <TagLine
          key={line.id}
          line={line}
          n={n + 1}
          problem={tagProblem(line, wanted)}
          onChange={(changed) => setLines(lines.map((each) => (each.id === line.id ? changed : each)))}
          onRemove={() => setLines(lines.filter(({ id }) => id !== line.id))}
        />
      ))}
      <ActionButton
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        obstacle={isFull ? why('tagsFull') : undefined}
        onClick={add}
      >
        {t('addTag')}
      </ActionButton>
    </EditBox>
  )
}

/** Right before they are written: what nobody has seen is not replaced. */
function useLook(account: Account, at: Ref) {
  const client = useQueryClient()
  return useMutation({ mutationFn: () => client.fetchQuery({ ...tagsQuery(account, at), staleTime: 0 }) })
}

function linesOf(tags: readonly Tag[]): Line[] {
  return tags.map((tag, id) => ({ ...tag, id }))
}

/** What somebody else has made of the tags, beside what is typed. */
function ConcurrentChange({ tags, onMerge, onReplace }: { tags: Tag[]; onMerge: () => void; onReplace: () => void }) {
  const { t } = useWords()
  const now = tags.map(({ key, value }) => (value ? `${key}=${value}` : key)).join(', ') || t('noTags')
  return (
    <Notice tone="danger" title={t('tagsChanged')}>
      <p>{t('tagsNow', { tags: now })}</p>
      <div className="edit-box-choices">
        <Button size="small" onClick={onMerge}>
          {t('mergeTags')}
        </Button>
        <Button size="small" onClick={onReplace}>
          {t('keepMyTags')}
        </Button>
      </div>
    </Notice>
  )
}

type TagLineProps = {
  line: Line
  n: number
  problem: ReturnType<typeof tagProblem>
  onChange: (line: Line) => void
  onRemove: () => void
}

function TagLine({ line, n, problem, onChange, onRemove }: TagLineProps) {
  const { t } = useWords()
  return (
    <div className="tag-line">
      <Input
        size="small"
        autoFocus={line.key === ''}
        placeholder={t('tagKeyHint')}
        aria-label={t('tagKey', { n })}
        aria-invalid={problem !== undefined}
        value={line.key}
        onChange={(event) => onChange({ ...line, key: event.target.value })}
      />
      <Input
        size="small"
        placeholder={t('tagValueHint')}
        aria-label={t('tagValue', { n })}
        value={line.value}
        onChange={(event) => onChange({ ...line, value: event.target.value })}
      />
      <RemoveButton size="small" label={t('removeTag', { name: line.key })} onRemove={onRemove} />
      <div className="field-problem" aria-live="polite">
        {problem && (line.key || line.value) && t(`tag.${problem}`)}
      </div>
    </div>
  )
}
