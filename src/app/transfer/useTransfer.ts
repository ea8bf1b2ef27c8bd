import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parentOf } from '../../engine/keys.ts'
import type { ConflictPolicy } from '../../engine/types.ts'
import { explainRefusal } from '../../i18n/explain.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account } from '../../oss/types.ts'
import { formatOssPath } from '../address/ossPath.ts'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { bucketsQuery } from '../queries/queries.ts'
import { haveOneName, refsOf } from '../requests/requests.ts'
import { useSubmit } from '../requests/useSubmit.ts'
import { canRelay, knownBuckets, type TransferProblem, transferOf } from './transfer.ts'

/** The form's state, and its request as soon as there is one. */
export function useTransfer({ account, home, rows, removeSource, onClose }: DialogProps & { removeSource: boolean }) {
  const { t } = useTranslation('browser')
  const [address, setAddress] = useState(formatOssPath(home.bucket, parentOf(rows[0]?.key ?? '')))
  const [writer, setWriter] = useState(account)
  const [isTouched, setTouched] = useState(false)
  const [conflict, setConflict] = useState<ConflictPolicy>('skip')
  const [keepAcl, setKeepAcl] = useState(true)
  const [relay, setRelay] = useState(false)
  const [review, setReview] = useState(false)
  const sources = refsOf(home, rows)
  const isScattered = new Set(sources.map(({ key }) => parentOf(key))).size > 1
  const [keepFolders, setKeepFolders] = useState(() => haveOneName(sources))
  const isOwn = writer.id === account.id
  const buckets = knownBuckets(useQuery(bucketsQuery(writer)).data, isOwn ? home : undefined)
  const submit = useSubmit()
  const what = useWhat()
  const words = useProblemWords()

  const choice = { removeSource, conflict, keepAcl, ...(review && { review }), ...(isScattered && { keepFolders }) }
  const given = { sources, account: writer.id, buckets, choice }
  const plain = transferOf(address, given)
  const relayable = canRelay(rows, plain.problem)
  const isRelayed = relayable && relay
  const { request, problem } = isRelayed ? transferOf(address, { ...given, choice: { ...choice, relay: true } }) : plain
  const send = () => {
    setTouched(true)
    if (!request) return
    const said = { what: what(rows.length, rows[0]?.key ?? ''), place: visible(address) }
    submit(request, t(removeSource ? 'movingTo' : 'copyingTo', said))
    onClose()
  }
  const change = (next: string) => {
    setAddress(next)
    setTouched(true)
  }
  /** Another account has other buckets: it is chosen anew where to. */
  const chooseWriter = (next: Account) => {
    setWriter(next)
    setTouched(false)
    setAddress(next.id === account.id ? formatOssPath(home.bucket, parentOf(rows[0]?.key ?? '')) : 'oss://')
  }
  /** Not before the field was touched: it begins with the place of the sources, which is no destination yet. */
  const said = isTouched && problem ? words(problem) : undefined
  const fields = {
    writer,
    isOwn,
    address,
    buckets,
    conflict,
    keepAcl,
    review,
    relayable,
    isRelayed,
    isScattered,
    keepFolders,
  }
  return {
    ...fields,
    problem: said,
    setWriter: chooseWriter,
    setAddress: change,
    setConflict,
    setKeepAcl,
    setKeepFolders,
    setReview,
    setRelay,
    send,
  }
}

function useProblemWords() {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  return (problem: TransferProblem) => {
    if (problem.in === 'address') return t(`target.${problem.is}`)
    if (problem.in === 'key') return t(`key.${problem.is}`)
    const { title, advice } = explainRefusal(problem.is, errors)
    return `${title}${t('stop')}${advice}`
  }
}
