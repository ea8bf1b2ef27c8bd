import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { edited } from '../../../engine/edit/edited.ts'
import { Uneditable } from '../../../engine/edit/uneditable.ts'
import type { Change, Refusal } from '../../../engine/types.ts'
import type { Account, Ref } from '../../../oss/types.ts'
import { useFormDraft, useKept } from '../../drafts/useFormDraft.ts'
import { type EditForm, editOf, emptyForm, isEditValid } from '../many/editForm.ts'
import type { SurveyedObject } from '../many/valueCounts.ts'
import { type ConcurrentChange, concurrentChanges, rebased } from './concurrentChanges.ts'
import { changeOf, formOf, isValid, type MetadataForm, shownOf } from './metadataForm.ts'
import { draftOf, oneDraft, stateOf } from './oneDraft.ts'
import { propertiesQuery } from './propertiesQuery.ts'
import { formOfRaw, rawOf } from './rawLines.ts'

/** `isLink`: only what is its own can be edited. */
export type Opened = { account: Account; at: Ref; isLink: boolean }
/** `raw`: its lines as they are typed, also while they say no form. */
export type State = { seen: SurveyedObject; form: MetadataForm; others: EditForm; raw?: string }
/** `now`: what was found when the form was to be saved; null: nothing. */
type Found = { now: SurveyedObject | null; changes: ConcurrentChange[] }

/**
 * A form over one object: what is typed, what it asks for, and what somebody else has made of the object meanwhile. What was typed in an
 * earlier visit is there again, over what the object was then.
 */
export function useOneForm({ account, at, isLink }: Opened, begin: SurveyedObject) {
  const draft = useFormDraft({ kind: 'metadata', at }, oneDraft)
  const [state, setState] = useState<State>(() => (draft.taken ? stateOf(draft.taken.body) : fresh(begin)))
  const [found, setFound] = useState<Found | undefined>(() => foundSince(state, begin))
  const client = useQueryClient()
  const look = useMutation({
    mutationFn: () => client.fetchQuery({ ...propertiesQuery(account, at, isLink), staleTime: 0 }),
  })
  const asked = useMemo(() => askedBy(state), [state])
  const isRawWrong = state.raw !== undefined && 'why' in formOfRaw(state.raw, state.form)
  const isDirty = asked.count > 0 || isRawWrong
  const isReady =
    asked.count > 0 && !isRawWrong && asked.refusal === undefined && isValid(state.form) && isEditValid(state.others)
  const body = useMemo(() => draftOf(state), [state])
  useKept(draft, body, isDirty)
  /** Whether the object is still as the form has it: what nobody has seen is not written over. */
  const isAsSeen = async () => {
    const now = await look.mutateAsync()
    const changes = now ? concurrentChanges(state.seen, now, asked.change) : []
    const isSame = now !== null && changes.length === 0
    setFound(isSame ? undefined : { now, changes })
    return isSame
  }
  const take = (names: ReadonlySet<string>) => {
    if (found?.now) setState(overCurrent(state, found.now, names))
    setFound(undefined)
  }
  const discard = () => {
    draft.end()
    setState(fresh(begin))
    setFound(undefined)
  }
  return {
    ...state,
    ...asked,
    isReady,
    isRawWrong,
    isDirty,
    restored: draft.taken?.kept,
    discard,
    drop: draft.drop,
    found,
    look,
    isAsSeen,
    take,
    set: (some: Partial<State>) => setState({ ...state, ...some }),
    showRaw: (isRaw: boolean) => setState(withRaw(state, isRaw ? rawOf(state.form) : undefined)),
    typeRaw: (raw: string) => setState(withRaw(state, raw)),
  }
}

function fresh(seen: SurveyedObject): State {
  return { seen, form: formOf(seen), others: emptyForm }
}

/** The form is what the lines say, as far as they say one. */
function withRaw({ raw: _, ...state }: State, raw: string | undefined): State {
  if (raw === undefined) return state
  const form = formOfRaw(raw, state.form)
  return { ...state, raw, ...(!('why' in form) && { form }) }
}

/** What differs from what a draft was typed over. */
function foundSince(state: State, now: SurveyedObject): Found | undefined {
  if (state.seen === now) return undefined
  const changes = concurrentChanges(state.seen, now, askedBy(state).change)
  return changes.length > 0 ? { now, changes } : undefined
}

type Asked = { change: Change; expects: Change; count: number; refusal?: Refusal }

function askedBy({ seen, form, others }: State): Asked {
  const [change, expects] = [changeOf(form), shownOf(form)]
  const { headers = {}, meta = {} } = change
  const count = Object.keys(headers).length + Object.keys(meta).length
  try {
    const more = edited(editOf(others), seen)
    return {
      change: { ...change, ...more.change },
      expects: { ...expects, ...more.expects },
      count: count + Object.keys(more.change).length,
    }
  } catch (error) {
    if (!(error instanceof Uneditable)) throw error
    return { change, expects, count: count + 1, refusal: error.refusal }
  }
}

function overCurrent({ form, others }: State, now: SurveyedObject, takes: ReadonlySet<string>): State {
  const { tags, acl, storageClass, encryption } = emptyForm
  return {
    seen: now,
    form: rebased(form, now, takes),
    others: {
      ...others,
      ...(takes.has('tags') && { tags }),
      ...(takes.has('acl') && { acl }),
      ...(takes.has('storageClass') && { storageClass }),
      ...(takes.has('encryption') && { encryption }),
    },
  }
}
