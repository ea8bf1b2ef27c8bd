import { useEffect, useRef, useState } from 'react'
import { isSame } from '../../engine/evidence/decisions.ts'
import { CopyError } from '../../engine/problem.ts'
import type { ObjectSnapshot } from '../../engine/single/snapshot.ts'
import type { Head } from '../../oss/types.ts'
import { useDraft } from '../drafts/useDraft.ts'
import { withLineEndsOf } from './lineEnds.ts'
import type { BodyProps } from './PreviewBody.tsx'
import { type TextDraft, textDraft } from './textDraft.ts'
import { type TextToSave, useSaveText } from './useSaveText.ts'

type Step = 'look' | 'edit' | 'review' | 'conflict'

/** Where an editor stands, from looking to saving. What was typed in an earlier visit is taken up where it was left. */
export function useEditing(text: string, props: BodyProps) {
  const draft = useTextDraft(text, props)
  const [step, setStep] = useState<Step>(draft.taken ? 'edit' : 'look')
  const [edited, setEdited] = useState(draft.taken?.body.text ?? text)
  const [conflict, setConflict] = useState<{ opened: ObjectSnapshot; nth: number }>()
  const save = useSaveText({ ...props, ...draft.opened, onSaved: draft.end(props.onSaved) })
  const meet = (opened: ObjectSnapshot) => {
    setConflict((last) => ({ opened, nth: (last?.nth ?? 0) + 1 }))
    setStep('conflict')
  }
  useOnce(async () => {
    if (!draft.taken) return
    props.onDirty(true, draft.drop)
    const opened = await save.begin()
    // What the save would meet.
    if (!isSame(draft.opened.head, props.head)) meet(opened)
  })
  const change = (next: string) => {
    const kept = withLineEndsOf(text, next)
    setEdited(kept)
    draft.change(kept, save.seen)
  }
  const edit = () => {
    setStep('edit')
    // Why it failed is told when it is needed.
    void save.begin().catch(() => {})
  }
  const send = (wanted: TextToSave) =>
    save.mutate(wanted, { onError: async (error) => isConflict(error) && meet(await save.begin()) })
  return { step, setStep, edited, restored: draft.taken?.kept, conflict, save, change, edit, send, drop: draft.drop }
}

/** The text that was typed and not saved, with what its editor was opened from: the object may be another one by now. */
function useTextDraft(text: string, { at, head, onDirty }: BodyProps) {
  const { found, keep, drop } = useDraft({ kind: 'text', at }, textDraft)
  const [taken] = useState(found?.body.text === text ? undefined : found)
  const from = (taken?.body.head as Head | undefined) ?? head
  return {
    taken,
    drop,
    opened: { head: from, beside: taken?.body.beside },
    change(kept: string, seen: () => ObjectSnapshot | undefined) {
      onDirty(kept !== text, drop)
      if (kept === text) drop()
      else keep(() => draftOf(kept, from, seen()))
    },
    end: (onSaved: () => void) => () => {
      drop()
      onSaved()
    },
  }
}

function draftOf(text: string, head: Head, seen: ObjectSnapshot | undefined): TextDraft {
  const type = head.type === 'Multipart' ? 'Multipart' : 'Normal'
  return { text, head: { ...head, type }, ...(seen && { beside: { tags: seen.tags, acl: seen.acl } }) }
}

/** When it is first drawn. Why something can't be read is told when it is needed. */
function useOnce(begin: () => Promise<void>): void {
  const first = useRef(begin)
  useEffect(() => void first.current().catch(() => {}), [])
}

export function isConflict(error: Error): boolean {
  return error instanceof CopyError && (error.code === 'SourceChanged' || error.code === 'CopyGone')
}
