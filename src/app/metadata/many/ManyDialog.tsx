import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Source } from '../../../engine/types.ts'
import { formatCount } from '../../../i18n/format.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { useWhat } from '../../../i18n/useWhat.ts'
import { QueryProblem } from '../../../ui/notices/QueryProblem.tsx'
import { Dialog } from '../../dialogs/Dialog.tsx'
import type { DialogProps } from '../../dialogs/Dialogs.tsx'
import { Restored } from '../../drafts/Restored.tsx'
import { useFormDraft, useKept } from '../../drafts/useFormDraft.ts'
import { useUnsaved } from '../../places/useUnsaved.ts'
import { useSubmit } from '../../requests/useSubmit.ts'
import { EditPreview } from './EditPreview.tsx'
import { editDraft } from './editDraft.ts'
import { countOf, type EditForm, editOf, emptyForm, isEditValid } from './editForm.ts'
import { HeaderEdits } from './HeaderEdits.tsx'
import { MetaEdits } from './MetaEdits.tsx'
import { OtherEdits } from './OtherEdits.tsx'
import { previewEdit } from './previewEdit.ts'
import { surveyQuery } from './surveyQuery.ts'
import { emptySurvey, type Survey } from './valueCounts.ts'
import '../../../i18n/jobWords.ts'
import '../../../i18n/manyWords.ts'
import '../../../i18n/metadata.ts'
import '../metadata.css'
import './many.css'

/** Edits many objects, and all below prefixes: each field says what it is now, and what becomes of it. */
export function ManyDialog({ account, home, rows, sources, onClose }: DialogProps) {
  const { t } = useTranslation('many')
  const { t: words } = useTranslation('browser')
  const { t: why } = useObstacles()
  const title = words('metadataOf', { name: useWhat()(rows.length, rows[0]?.key ?? '') })
  const { data = emptySurvey, error, isFetching, refetch } = useQuery(surveyQuery(account, sources, rows))
  const draft = useFormDraft({ kind: 'metadata of many', at: { ...home, key: namesOf(sources) } }, editDraft)
  const [form, setForm] = useState<EditForm>(draft.taken?.body ?? emptyForm)
  const edit = useMemo(() => editOf(form), [form])
  const isReady = countOf(edit) > 0 && isEditValid(form)
  const submit = useSubmit()
  const { setDirty, leave } = useUnsaved()
  const isDirty = countOf(edit) > 0
  useEffect(() => setDirty(isDirty, draft.drop), [setDirty, isDirty, draft.drop])
  useKept(draft, form, isDirty)
  const foreseen = useForeseen(form, data)
  const save = () => {
    if (!isReady) return
    draft.drop()
    // The plan reads each object and shows what becomes of it, before anything is written.
    submit({ do: 'change', sources, change: {}, edit, review: true }, title)
    onClose()
  }
  const discard = () => {
    draft.end()
    setForm(emptyForm)
  }
  const section = { form, objects: data.objects, isReading: isFetching, onChange: setForm }
  return (
    <Dialog
      title={title}
      action={t('showPlan')}
      obstacle={isReady ? undefined : why(isDirty ? 'wrong' : 'noEdit')}
      width={860}
      onSubmit={save}
      onClose={() => leave(onClose)}
    >
      {draft.taken && <Restored kept={draft.taken.kept} onDiscard={discard} />}
      {error ? (
        <QueryProblem error={error} onRetry={() => void refetch()} />
      ) : (
        <Reading survey={data} isReading={isFetching} />
      )}
      <HeaderEdits {...section} />
      <MetaEdits {...section} />
      <OtherEdits {...section} />
      <EditPreview foreseen={foreseen} />
      <p className="dialog-note">{t('planFirst')}</p>
    </Dialog>
  )
}

/** What tells one selection from another; when it was looked at is no part of it. */
function namesOf(sources: readonly Source[]): string {
  const told = ({ key, scope }: Source) => (scope ? { key, ...scope, seen: undefined, count: undefined } : key)
  return JSON.stringify(sources.map(told))
}

/** While a person types the form goes before it. */
function useForeseen(form: EditForm, { objects }: Survey) {
  const typed = useDeferredValue(form)
  return useMemo(() => {
    const edit = editOf(typed)
    return countOf(edit) > 0 && isEditValid(typed) ? previewEdit(edit, objects) : undefined
  }, [typed, objects])
}

function Reading({ survey, isReading }: { survey: Survey; isReading: boolean }) {
  const { t, i18n } = useTranslation('many')
  const count = (n: number) => formatCount(n, i18n.language)
  const { objects, of, links, isWhole } = survey
  const read = { count: objects.length, objects: count(objects.length) }
  return (
    <p className="dialog-note" role="status">
      {isReading
        ? t('survey.reading', { read: count(objects.length), of: count(of) })
        : t(isWhole ? 'survey.read' : 'survey.sample', read)}
      {links > 0 && ` · ${t('survey.links', { count: links, objects: count(links) })}`}
    </p>
  )
}
