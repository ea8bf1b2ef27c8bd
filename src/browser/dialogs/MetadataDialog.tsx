import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../look/Notice.tsx'
import type { Account, Head, Ref } from '../../oss/types.ts'
import { explainRefusal } from '../../words/explain.ts'
import { QueryProblem } from '../QueryProblem.tsx'
import { headQuery } from '../queries.ts'
import { changeRequest } from '../requests.ts'
import { Skeleton } from '../Skeleton.tsx'
import { useLeave } from '../useLeave.ts'
import { useSubmit } from '../useSubmit.tsx'
import { useWhat } from '../useWhat.ts'
import { Changes } from './Changes.tsx'
import { Dialog } from './Dialog.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { HeaderFields } from './HeaderFields.tsx'
import { MetaFields } from './MetaFields.tsx'
import { changeOf, differences, formOf, isValid } from './metadataForm.ts'
import { Stays } from './Stays.tsx'
import './metadata.css'

/** Edits the headers and the user metadata of one object. It is read first: the form begins with what is there now. */
export function MetadataDialog({ account, home, rows, onClose }: DialogProps) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const what = useWhat()
  const row = rows[0]
  const at = { ...home, key: row?.key ?? '' }
  const isLink = row?.is === 'object' && row.type === 'Symlink'
  const { data: head, error, refetch } = useQuery({ ...headQuery(account, at), enabled: !isLink })
  const title = t('metadataOf', { name: what(1, at.key) })
  if (head) return <Editor account={account} at={at} head={head} title={title} onClose={onClose} />
  return (
    <Dialog title={title} action={t('save')} isImpossible width={720} onSubmit={onClose} onClose={onClose}>
      {isLink && (
        <Notice tone="warn" title={explainRefusal('symlink', errors).title}>
          {explainRefusal('symlink', errors).advice}
        </Notice>
      )}
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {!isLink && !error && <Skeleton />}
    </Dialog>
  )
}

type EditorProps = { account: Account; at: Ref; head: Head; title: string; onClose: () => void }

function Editor({ account, at, head, title, onClose }: EditorProps) {
  const { t } = useTranslation('browser')
  const [form, setForm] = useState(() => formOf(head))
  const submit = useSubmit()
  const leave = useLeave()
  const changes = differences(head, form)
  const isReady = changes.length > 0 && isValid(form)
  const save = () => {
    if (!isReady) return
    submit(changeRequest(at, changeOf(head, form)), title)
    onClose()
  }
  return (
    <Dialog
      title={title}
      action={changes.length > 0 ? t('saveChanges', { count: changes.length }) : t('save')}
      isImpossible={!isReady}
      width={720}
      onSubmit={save}
      onClose={() => leave(changes.length > 0, onClose)}
    >
      <HeaderFields name={at.key} headers={form.headers} onChange={(headers) => setForm({ ...form, headers })} />
      <MetaFields form={form} onChange={setForm} />
      <Stays account={account} at={at} head={head} />
      <Changes changes={changes} />
      <p className="dialog-note">{t('selfCopy')}</p>
    </Dialog>
  )
}
