import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { placeOf } from '../../engine/scope/scope.ts'
import type { ConflictPolicy } from '../../engine/types.ts'
import { explainRefusal } from '../../i18n/explain.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account } from '../../oss/types.ts'
import { deniedTo } from '../actions/deniedTo.ts'
import { formatOssPath, parseOssPath } from '../address/ossPath.ts'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import type { WhyRelay } from '../places/picker/relayReason.ts'
import type { Place } from '../places/place.ts'
import { addRecent } from '../places/places.ts'
import { bucketsQuery, type KnownBucket } from '../queries/queries.ts'
import { haveOneName } from '../requests/requests.ts'
import { useSubmit } from '../requests/useSubmit.ts'
import { useDenials } from '../rights/denials.ts'
import { createDestination, settle } from './destination.ts'
import { canRelay, knownBuckets, leavingLinks, type TransferProblem, transferOf, whyRelay } from './transfer.ts'

/** The form's state, and its request as soon as there is one. */
export function useTransfer({
  account,
  home,
  rows,
  sources,
  removeSource,
  onClose,
}: DialogProps & { removeSource: boolean }) {
  const { t } = useTranslation('browser')
  const [first] = sources
  const from = { bucket: home.bucket, prefix: first ? placeOf(first) : '' }
  const [destination] = useState(() => createDestination(formatOssPath(from.bucket, from.prefix)))
  const [writer, setWriter] = useState(account)
  const [conflict, setConflict] = useState<ConflictPolicy>('skip')
  const [keepAcl, setKeepAcl] = useState(true)
  const [relay, setRelay] = useState<Relay>('no')
  const [review, setReview] = useState(false)
  const isWhole = first?.scope !== undefined
  const [isScattered] = useState(() =>
    isWhole ? first.scope?.rows !== 'level' : sources.some((source) => placeOf(source) !== from.prefix),
  )
  // What was chosen as a whole always keeps its folders.
  const [keepFolders, setKeepFolders] = useState(() => isWhole || haveOneName(sources))
  const isOwn = writer.id === account.id
  const list = useQuery(bucketsQuery(writer))
  const buckets = useMemo(() => knownBuckets(list.data, isOwn ? home : undefined), [list.data, isOwn, home])
  const submit = useSubmit()
  const what = useWhat({ quoted: true })
  const words = useProblemWords()

  const choice = { removeSource, conflict, keepAcl, ...(review && { review }), ...(isScattered && { keepFolders }) }
  const given = { sources, account: writer.id, buckets, choice }
  const relayAt = (address: string) => {
    if (!canRelay(rows, transferOf(address, given).problem)) return 'needless'
    return isChosenFor(relay, address) ? 'chosen' : 'offered'
  }
  const transferAt = (address: string) =>
    transferOf(address, relayAt(address) === 'chosen' ? { ...given, choice: { ...choice, relay: true } } : given)
  const relaying = useStore(destination, ({ address }) => relayAt(address))
  const isRelayed = relaying === 'chosen'
  const links = useStore(
    destination,
    useShallow(({ address }) => leavingLinks(rows, home, transferAt(address).request?.target)),
  )
  const send = () => {
    settle(destination)
    const { address } = destination.getState()
    const { request } = transferAt(address)
    if (!request) return
    const said = { what: what(rows.length, rows[0]?.key ?? ''), place: visible(address) }
    const { bucket, key } = request.target
    addRecent(writer.id, { bucket, prefix: key })
    submit(request, t(removeSource ? 'movingTo' : 'copyingTo', said))
    onClose()
  }
  const whyOf = (bucket: KnownBucket) => whyRelay(home, writer.id, bucket)
  /** Who chooses a bucket that only a relay reaches has chosen the relay; for another one it isn't needed any more. */
  const pick = (place: Place) => {
    const bucket = buckets.find(({ name }) => name === place.bucket)
    const why = bucket && whyOf(bucket)
    if (bucket && why) setRelay({ why, bucket })
    else if (typeof relay === 'object') setRelay('no')
    destination.setState({ address: formatOssPath(place.bucket, place.prefix), state: 'picked' })
  }
  /** Another account has other buckets: it is chosen anew where to. */
  const chooseWriter = (next: Account) => {
    setWriter(next)
    setRelay('no')
    const address = next.id === account.id ? formatOssPath(from.bucket, from.prefix) : 'oss://'
    destination.setState({ address, state: 'untouched' })
  }
  useDenials()
  const lacked = useStore(destination, ({ address }) => {
    const place = parseOssPath(address)
    return (
      place &&
      deniedTo({ deedHere: [removeSource ? 'move' : 'copy', 'target'] }, { account: writer, place, pane: undefined })
    )
  })
  const problemAt = (address: string) => {
    const { problem } = transferAt(address)
    return problem && words(problem)
  }
  const because = isRelayed && typeof relay === 'object' ? relay : undefined
  const fields = { writer, from, destination, buckets, conflict, keepAcl, review, isRelayed, because }
  return {
    ...fields,
    relayable: relaying !== 'needless',
    links,
    isWhole,
    isScattered,
    keepFolders,
    problemAt,
    /** The right that is known to be denied at the destination. */
    lacked,
    /** Why there are no more buckets to choose from. */
    unlisted: list.data ? undefined : list.error,
    listAgain: () => void list.refetch(),
    whyRelay: whyOf,
    setWriter: chooseWriter,
    pick,
    setConflict,
    setKeepAcl,
    setKeepFolders,
    setReview,
    setRelay: (isChosen: boolean) => setRelay(isChosen ? 'asked' : 'no'),
    send,
  }
}

/** Not chosen, or by its box, or with the bucket that needs it. */
type Relay = 'no' | 'asked' | { why: WhyRelay; bucket: KnownBucket }

/** Who goes on typing in the bucket that was chosen has chosen the relay; for a bucket that is typed one has to say so. */
function isChosenFor(relay: Relay, address: string): boolean {
  if (typeof relay === 'string') return relay === 'asked'
  return relay.why === 'account' || parseOssPath(address)?.bucket === relay.bucket.name
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
