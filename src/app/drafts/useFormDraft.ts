import { useEffect, useState } from 'react'
import type { GenericSchema, InferOutput } from 'valibot'
import type { DraftPlace } from './drafts.ts'
import { useDraft } from './useDraft.ts'

/**
 * The draft of a form whose state is one value. `taken`: what was typed in an earlier visit, until it is saved or discarded; a form begins
 * with it.
 */
export function useFormDraft<S extends GenericSchema>(place: DraftPlace, schema: S) {
  const { found, keep, drop } = useDraft(place, schema)
  const [taken, setTaken] = useState(found)
  const end = () => {
    drop()
    setTaken(undefined)
  }
  return { taken, keep, drop, end }
}

type Kept = Pick<ReturnType<typeof useFormDraft>, 'keep' | 'drop'>

/** What is typed is kept, and nothing where nothing is. */
export function useKept<S extends GenericSchema>({ keep, drop }: Kept, body: InferOutput<S>, isDirty: boolean): void {
  useEffect(() => {
    if (isDirty) keep(() => body)
    else drop()
  }, [keep, drop, body, isDirty])
}
