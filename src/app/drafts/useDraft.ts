import { useEffect, useMemo, useState } from 'react'
import type { GenericSchema } from 'valibot'
import { type DraftPlace, dropDraft, keepDraft, readDraft } from './drafts.ts'

/** ms without a key before what was typed is written down; a page that goes away writes it at once. */
const pause = 300

/**
 * The draft of a form about one object: what was found when it opened, and how the next one is kept. `keep` is told how to make it, since
 * that is done once in a while, not with each key.
 */
export function useDraft<S extends GenericSchema>(place: DraftPlace, schema: S) {
  const [found] = useState(() => readDraft(place, schema))
  const { kind, at } = place
  const { account, bucket, key } = at
  const keeper = useMemo(() => createKeeper({ kind, at: { account, bucket, key } }), [kind, account, bucket, key])
  useEffect(() => {
    addEventListener('pagehide', keeper.flush)
    return () => {
      removeEventListener('pagehide', keeper.flush)
      keeper.flush()
    }
  }, [keeper])
  return { found, keep: keeper.keep, drop: keeper.drop }
}

function createKeeper(place: DraftPlace) {
  let waiting: (() => unknown) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = () => {
    clearTimeout(timer)
    const make = waiting
    waiting = undefined
    return make
  }
  const flush = () => {
    const make = take()
    if (make) keepDraft(place, make())
  }
  return {
    flush,
    keep(make: () => unknown) {
      take()
      waiting = make
      timer = setTimeout(flush, pause)
    },
    drop() {
      take()
      dropDraft(place)
    },
  }
}
