import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { edited } from '../../../engine/edit/edited.ts'
import { Uneditable } from '../../../engine/edit/uneditable.ts'
import type { Change, Refusal } from '../../../engine/types.ts'
import type { Account, Ref } from '../../../oss/types.ts'
import { type EditForm, editOf, emptyForm, isEditValid } from '../many/editForm.ts'
import type { SurveyedObject } from '../many/valueCounts.ts'
import { changeOf, formOf, isValid, type MetadataForm, shownOf } from './metadataForm.ts'
import { presentQuery } from './presentQuery.ts'
import { rebased, type Theirs, theirChanges } from './theirs.ts'

type State = { seen: SurveyedObject; form: MetadataForm; others: EditForm }
/** `now`: what was found when the form was to be saved; null: nothing. */
type Found = { now: SurveyedObject | null; theirs: Theirs[] }

/** A form over one object: what is typed, what it asks for, and what somebody else has made of the object meanwhile. */
export function useOneForm(account: Account, at: Ref, begin: SurveyedObject) {
  const [state, setState] = useState<State>(() => ({ seen: begin, form: formOf(begin), others: emptyForm }))
  const [found, setFound] = useState<Found>()
  const client = useQueryClient()
  const look = useMutation({ mutationFn: () => client.fetchQuery({ ...presentQuery(account, at), staleTime: 0 }) })
  const asked = useMemo(() => askedBy(state), [state])
  const isReady = asked.count > 0 && asked.refusal === undefined && isValid(state.form) && isEditValid(state.others)
  /** Whether the object is still as the form has it: what nobody has seen is not written over. */
  const isAsSeen = async () => {
    const now = await look.mutateAsync()
    const theirs = now ? theirChanges(state.seen, now, asked.change) : []
    const isSame = now !== null && theirs.length === 0
    setFound(isSame ? undefined : { now, theirs })
    return isSame
  }
  const take = (names: ReadonlySet<string>) => {
    if (found?.now) setState(overTheirs(state, found.now, names))
    setFound(undefined)
  }
  return {
    ...state,
    ...asked,
    isReady,
    found,
    look,
    isAsSeen,
    take,
    set: (some: Partial<State>) => setState({ ...state, ...some }),
  }
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

function overTheirs({ form, others }: State, now: SurveyedObject, takes: ReadonlySet<string>): State {
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
