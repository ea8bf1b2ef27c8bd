import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { nameOf, parentOf } from '../../engine/keys.ts'
import { mayHaveHappened } from '../../engine/limits/ask.ts'
import { saveText, type TextSave } from '../../engine/single/saveText.ts'
import { type ObjectSnapshot, snapshotOf } from '../../engine/single/snapshot.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { OssError } from '../../oss/errors.ts'
import type { Account, Head, Ref } from '../../oss/types.ts'
import { message } from '../../ui/messages/messages.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf } from '../queries/remote.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import type { BodyProps } from './PreviewBody.tsx'
import { utf8Type } from './textType.ts'

/** `over`: what the person saw last and wants to be replaced; absent, what they opened. `copy`: another key, where nothing is. */
export type TextToSave = { text: string; over?: ObjectSnapshot | undefined; isGone?: boolean; copy?: string }

type Beside = Pick<ObjectSnapshot, 'tags' | 'acl'>

/** Saves a text, and remembers what it was opened from and which texts got no answer. */
export function useSaveText({
  account,
  at,
  head,
  beside,
  onDirty,
  onSaved,
}: BodyProps & { beside?: Beside | undefined }) {
  const client = useQueryClient()
  const { t } = useWords()
  const opened = useOpened(account, at, head, beside)
  const tried = useRef<string[]>([])
  const mutation = useMutation({
    mutationFn: async (wanted: TextToSave) => {
      const save = saveOf(wanted, { at, opened: await opened.read() })
      return saveText({ ...save, tried: tried.current }, singleWorld(account)).catch((error) => {
        if (error instanceof OssError && mayHaveHappened(error)) tried.current.push(wanted.text)
        throw error
      })
    },
    onSuccess: async (_, { copy = at.key }) => {
      onDirty(false)
      message.success(t('saved', { name: visible(nameOf(copy)) }))
      void client.invalidateQueries({ queryKey: queryKeys.listing({ ...at, key: parentOf(copy) }) })
      await client.invalidateQueries({ queryKey: queryKeys.head(at) })
      onSaved()
    },
  })
  return { ...mutation, begin: opened.read, seen: opened.seen }
}

function saveOf(
  { text, over, isGone, copy }: TextToSave,
  { at, opened }: { at: Ref; opened: ObjectSnapshot },
): TextSave {
  const like = over?.head ? over : opened
  const type = utf8Type(like.head?.headers['Content-Type'])?.type
  const target = { at: copy === undefined ? at : { ...at, key: copy }, text, like, type }
  return { ...target, over: isGone || copy !== undefined ? undefined : (over ?? opened) }
}

/** Tags and ACL are read when the edit begins: nothing else shows that they were changed. `known`: they were read in an earlier visit. */
function useOpened(account: Account, at: Ref, head: Head, known: Beside | undefined) {
  const seen = useRef(known && snapshotOf(head, known))
  const beside = useRef(seen.current && Promise.resolve(seen.current))
  const read = () => {
    beside.current ??= readBeside(account, at, head)
      .then((read) => {
        seen.current = read
        return read
      })
      .catch((error) => {
        beside.current = undefined
        throw error
      })
    return beside.current
  }
  return { read, seen: () => seen.current }
}

async function readBeside(account: Account, at: Ref, head: Head): Promise<ObjectSnapshot> {
  const { signal } = new AbortController()
  const oss = ossOf(account)
  const [tags, acl] = await Promise.all([oss.getTags({ at, signal }), oss.getAcl({ at, signal })])
  return snapshotOf(head, { tags, acl })
}
