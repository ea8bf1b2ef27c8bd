import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../i18n/explain.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import type { Ref } from '../../oss/types.ts'
import { Notice } from '../../ui/Notice.tsx'
import { QueryProblem } from '../../ui/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { useUnsaved } from '../places/useUnsaved.ts'
import { headQuery } from '../queries/queries.ts'
import { changeRequest } from '../requests/requests.ts'
import { useSubmit } from '../requests/useSubmit.ts'
import { Changes } from './Changes.tsx'
import { HeaderFields } from './HeaderFields.tsx'
import { MetaFields } from './MetaFields.tsx'
import { changeOf, differences, formOf, isValid, type Known, shownOf } from './metadataForm.ts'
import { Stays } from './Stays.tsx'
import '../../i18n/metadata.ts'
import './metadata.css'

const ManyDialog = lazy(async () => ({ default: (await import('./many/ManyDialog.tsx')).ManyDialog }))

/** Edits headers and user metadata: of one object, or of many and of all below a prefix. */
export function MetadataDialog(props: DialogProps) {
  const [first, second] = props.rows
  return first?.is === 'object' && !second ? (
    <OfOne {...props} />
  ) : (
    <Suspense fallback={null}>
      <ManyDialog {...props} />
    </Suspense>
  )
}

/** It is read first: the form begins with what is there now. */
function OfOne({ account, home, rows, onClose }: DialogProps) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const what = useWhat()
  const row = rows[0]
  const at = { ...home, key: row?.key ?? '' }
  const isLink = row?.is === 'object' && row.type === 'Symlink'
  const { data: head, error, refetch } = useQuery({ ...headQuery(account, at), enabled: !isLink })
  const title = t('metadataOf', { name: what(1, at.key) })
  if (head)
    return (
      <Editor at={at} now={head} title={title} onClose={onClose}>
        <Stays account={account} at={at} head={head} />
      </Editor>
    )
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

type EditorProps = {
  at: Ref
  now: Known
  title: string
  onClose: () => void
  children?: ReactNode
}

function Editor({ at, now, title, onClose, children }: EditorProps) {
  const { t } = useTranslation('browser')
  const [form, setForm] = useState(() => formOf(now))
  const submit = useSubmit()
  const { setDirty, leave } = useUnsaved()
  const changes = differences(form)
  useEffect(() => setDirty(changes.length > 0), [setDirty, changes.length])
  const isReady = changes.length > 0 && isValid(form)
  const save = () => {
    if (!isReady) return
    submit(changeRequest([at], changeOf(form), shownOf(form)), title)
    onClose()
  }
  return (
    <Dialog
      title={title}
      action={changes.length > 0 ? t('saveChanges', { count: changes.length }) : t('save')}
      isImpossible={!isReady}
      width={720}
      onSubmit={save}
      onClose={() => leave(onClose)}
    >
      <HeaderFields name={at.key} form={form} onChange={setForm} />
      <MetaFields form={form} onChange={setForm} />
      {children}
      <Changes changes={changes} />
      <p className="dialog-note">{t('selfCopy')}</p>
    </Dialog>
  )
}
