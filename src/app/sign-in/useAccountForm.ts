import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import type { PortableAccount } from '../session/accountFile.ts'
import { changeAccount, type KeyRetention, signIn, useSession, withId } from '../session/session.ts'
import { connect } from './connect.ts'
import { accountOf, type Draft, draftOf, type EndpointKind, emptyDraft, listsNone, problemsOf } from './draft.ts'
import { isOffer, keptOf, offer } from './offered.ts'
import { expiryOf, filledWith, keepsKind, type PastedAccount, readPasted, typedInto } from './pasted.ts'
import { useAttempt } from './useAttempt.ts'
import { useDirect } from './useDirect.ts'
import { useKeptStart } from './useKeptStart.ts'

/**
 * The sign-in form's state. Nothing is sent while a field has a problem; an account is tried before it is kept. `known`: new keys for an
 * account that is known, whose jobs then go on.
 */
export function useAccountForm(known?: Account) {
  const { t } = useTranslation('session')
  const [draft, setDraft] = useState(known ? draftOf(known) : emptyDraft)
  const [wasSent, setSent] = useState(false)
  const [keeps, setKeeps] = useState(false)
  const [isReadOnly, setReadOnly] = useState(known?.isReadOnly ?? false)
  const [isCname, setCname] = useState(known?.cname !== undefined)
  const [isPathStyle, setPathStyle] = useState(known?.pathStyle ?? false)
  const [chosen, setChosen] = useState<PortableAccount>()
  const [pasted, setPasted] = useState<PastedAccount>()
  /** The last text that named a key. */
  const [keys, setKeys] = useState<PastedAccount>()
  const expires = expiryOf(draft, keys)
  const enter = useAttempt(({ typed, isTried }: { typed: Draft; isTried: boolean }) =>
    tryAndEnter(typed, {
      known,
      isReadOnly,
      isCname,
      isPathStyle,
      expires,
      isTried,
      like: known ?? chosen,
      lasting: keeps ? 'kept' : 'tab',
    }),
  )
  const isDirect = useDirect()
  const hasNoList = isDirect || listsNone(draft, isCname)
  const keptStart = useKeptStart(draft, isDirect || (hasNoList && !isCname))
  const needsStart = hasNoList && !keptStart
  const problems = problemsOf(draft, { needsStart, isCname, isDirect })
  const send = (isTried: boolean) => {
    setSent(true)
    if (Object.keys(problems).length > 0) return
    enter.run({ typed: { ...draft, start: draft.start.trim() || (keptStart ?? '') }, isTried })
  }
  const choose = (account: PortableAccount) => {
    setChosen(account)
    setCname(account.cname !== undefined)
    setPathStyle(account.pathStyle ?? false)
    if (account.isReadOnly) setReadOnly(true)
    const { accessKeyId } = account
    const fields = { ...draftOf(account), accessKeyId }
    setDraft(fields)
    setPasted({ fields })
    setKeys({ fields })
  }
  const fill = (found: PastedAccount) => {
    const { fields, isReadOnly: mayOnlyRead } = found
    if (!keepsKind(draft, fields)) {
      setCname(false)
      setPathStyle(false)
    }
    setPasted(found)
    setDraft(filledWith(draft, found, keys))
    if (fields.accessKeyId !== undefined) setKeys(found)
    if (mayOnlyRead) setReadOnly(true)
  }
  return {
    draft,
    enter,
    isDirect,
    keptStart,
    needsStart,
    keeps,
    setKeeps,
    isReadOnly,
    setReadOnly,
    isCname,
    setCname,
    isPathStyle,
    setPathStyle,
    pasted,
    expires,
    /** Whether the text said more than its field holds, and was taken for that. */
    paste: (text: string): boolean => {
      if (isOffer(text)) {
        void offer(text).then((only) => only && choose(only))
        return true
      }
      const found = readPasted(text)
      if (found) fill(found)
      return found !== undefined
    },
    /** One of the accounts of a file: all but its secret. */
    choose,
    set: (name: keyof Draft, value: string) => setDraft(typedInto(draft, { [name]: value }, keys)),
    /** In words, once the form was sent for the first time. */
    problem: (name: keyof Draft) => (wasSent && problems[name] ? t(`problem.${problems[name]}`) : undefined),
    submit: () => send(true),
    /** Without a look: the browser keeps every answer from this page. */
    enterAnyway: () => send(false),
  }
}

type How = EndpointKind & {
  known: Account | undefined
  isReadOnly: boolean
  expires: number | undefined
  /** What the account was before, or is in a file. */
  like: PortableAccount | undefined
  isTried: boolean
  lasting: KeyRetention
}

async function tryAndEnter(
  draft: Draft,
  { known, isReadOnly, expires, isTried, lasting, like, ...kind }: How,
): Promise<void> {
  const more = { ...(isReadOnly && { isReadOnly: true as const }), ...(expires && { expires }) }
  const bare = accountOf(draft, kind)
  // Other keys than those of the file that was chosen from are another account.
  const isLike = known !== undefined || (like?.accessKeyId === bare.accessKeyId && like.endpoint === bare.endpoint)
  const { accounts } = useSession.getState()
  const others = accounts.filter(({ id }) => id !== known?.id)
  const typed = { ...bare, ...more, ...keptOf(isLike ? like : undefined, others) }
  const given = known ? { ...typed, id: known.id } : await withId(typed)
  const account = isTried ? await connect(given, new AbortController().signal) : given
  const { start, region } = account
  const isNew = start?.bucket !== known?.start?.bucket || start?.prefix !== known?.start?.prefix
  if (start && isNew) {
    const { keepBucket } = await import('../session/keptBuckets.ts')
    keepBucket(account, { name: start.bucket, region, entry: start.prefix })
  }
  // Who gives new keys to an account that is signed in stays where they were.
  await (accounts.length > others.length ? changeAccount : signIn)(account, lasting)
}
