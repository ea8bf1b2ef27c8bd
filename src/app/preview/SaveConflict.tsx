import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { nameOf, numbered } from '../../engine/keys.ts'
import { keyProblem } from '../../engine/plan/check.ts'
import { type ObjectSnapshot, readSnapshot } from '../../engine/single/snapshot.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Acl, Ref, Tag } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { hasDotLevel } from '../create/names.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf } from '../queries/remote.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { decodeText } from './decodeText.ts'
import { differencesOf } from './differences.ts'
import { LazyCodeView } from './LazyCodeView.tsx'
import { objectBytes } from './objectBytes.ts'
import { mostText } from './previewKind.ts'
import type { TextToSave } from './useSaveText.ts'

type SaveConflictProps = {
  account: Account
  at: Ref
  /** How often there was one: each is looked at anew. */
  nth: number
  opened: ObjectSnapshot
  text: string
  isSaving: boolean
  onSave: (wanted: TextToSave) => void
  onEdit: () => void
}

/** What somebody else has made of the object, beside the text that was to be saved, and the ways on. */
export function SaveConflict({ account, at, nth, opened, text, isSaving, onSave, onEdit }: SaveConflictProps) {
  const { t } = useWords()
  const name = visible(nameOf(at.key))
  const { data, error, refetch } = useCurrent(account, at, nth)
  if (error) return <QueryProblem error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const replace = data.seen ? { text, over: data.seen } : { text, isGone: true }
  return (
    <>
      <Notice tone="danger" title={t('changedMeanwhile')}>
        <ul className="preview-changes">
          {differencesOf(opened, data.seen).map(({ is, before, now }) => (
            <li key={is}>{t(`concurrent.${is}`, { before: said(before, t), now: said(now, t) })}</li>
          ))}
        </ul>
      </Notice>
      <div className="preview-bar">
        <Button onClick={onEdit}>{t('backToEdit')}</Button>
        <SaveAs at={at} isSaving={isSaving} onSave={(copy) => onSave({ text, copy })} />
        <Button danger loading={isSaving} onClick={() => onSave(replace)}>
          {t(data.seen ? 'replaceCurrent' : 'saveAgain')}
        </Button>
      </div>
      <LazyCodeView
        key={data.seen?.mark.etag ?? ''}
        name={name}
        label={t('diffOf', { name })}
        text={text}
        {...(data.text !== undefined && { original: data.text })}
      />
    </>
  )
}

function said(tags: Tag[] | Acl | undefined, t: TFunction<'objects'>): string {
  if (typeof tags === 'string') return t(`acl.${tags}`)
  return tags?.map(({ key, value }) => (value ? `${key}=${value}` : key)).join(', ') || t('none')
}

/** Under another key, where nothing is. */
function SaveAs({ at, isSaving, onSave }: { at: Ref; isSaving: boolean; onSave: (key: string) => void }) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [key, setKey] = useState<string>()
  if (key === undefined) return <Button onClick={() => setKey(numbered(at.key, 1))}>{t('saveCopy')}</Button>
  const isWrong = keyProblem(key) !== undefined || hasDotLevel(key) || key === at.key
  return (
    <span className="preview-copy">
      <Input autoFocus aria-label={t('copyKey')} value={key} onChange={(event) => setKey(event.target.value)} />
      <ActionButton obstacle={isWrong ? why('badName') : undefined} loading={isSaving} onClick={() => onSave(key)}>
        {t('save')}
      </ActionButton>
    </span>
  )
}

/** Looked at for this conflict alone: what is replaced later is what was shown here. */
function useCurrent(account: Account, at: Ref, nth: number) {
  return useQuery({
    queryKey: queryKeys.current(at, nth),
    queryFn: async ({ signal }) => {
      const seen = await readSnapshot(at, singleWorld(account))
      if (!seen?.head || seen.head.size > mostText) return { seen }
      const bytes = await objectBytes(ossOf(account), { at, head: seen.head, signal })
      return { seen, text: decodeText(new Uint8Array(await bytes.arrayBuffer()), false)?.text }
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}
