import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../oss/types.ts'
import { isLetter } from '../../../ui/keyboard/roving.ts'
import { QueryProblem } from '../../../ui/notices/QueryProblem.tsx'
import { type KnownBucket, listingQuery } from '../../queries/queries.ts'
import { bucketRefIn } from '../../requests/requests.ts'
import { useBucketWords } from '../buckets/useBucketWords.ts'
import { hashOf, type Place, parentPlace } from '../place.ts'
import { savedPlacesOf, usePlaces } from '../places.ts'
import { NewFolderLine } from './NewFolderLine.tsx'
import { PickerHead } from './PickerHead.tsx'
import { PickList } from './PickList.tsx'
import { pickRows } from './pickRows.ts'
import type { WhyRelay } from './relayReason.ts'
import '../../../i18n/picker.ts'
import './picker.css'

type PlacePickerProps = {
  account: Account
  buckets: readonly KnownBucket[]
  /** A place that was chosen by other means, which is shown, too. */
  follows?: Place | undefined
  /** Where what is copied lies. */
  from?: Place | undefined
  /** Why a bucket can only be reached by a relay. */
  whyRelay?: (bucket: KnownBucket) => WhyRelay | undefined
  onPick: (place: Place) => void
}

/** Where to: the places one likes, all buckets and what is below them, found by typing. The level that is open is what is chosen; to look through all buckets changes nothing yet. */
export function PlacePicker(props: PlacePickerProps) {
  const { account, buckets, onPick, whyRelay } = props
  const { t } = useTranslation('picker')
  const frame = useRef<HTMLFieldSetElement>(null)
  const [isMaking, setMaking] = useState(false)
  const { open, setOpen } = useOpen(props.follows)
  const [typed, setTyped] = useState('')
  const { rows, isPending, isKnown, problem } = useRows({ ...props, open, typed })
  const entry = buckets.find(({ name }) => name === open?.bucket)?.entry
  const toFilter = () => frame.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus()
  const show = (place: Place | undefined) => {
    setOpen(place)
    setTyped('')
    toFilter()
  }
  const pick = (place: Place) => {
    show(place)
    onPick(place)
  }
  const up = () => {
    const above = open && parentPlace(open, entry)
    if (above) pick(above)
    else show(undefined)
  }
  const type = (event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement
    if (!isField && isLetter(event)) toFilter()
  }
  return (
    <fieldset ref={frame} className="picker" onKeyDown={type}>
      <legend className="unseen">{t('places')}</legend>
      <PickerHead
        account={account}
        entry={entry}
        open={open}
        onBuckets={() => show(undefined)}
        onPick={pick}
        onNewFolder={() => setMaking(true)}
      />
      {isMaking && open && (
        <NewFolderLine
          key={hashOf(open)}
          account={account}
          at={{ ...bucketRefIn(account, buckets, open), key: open.prefix }}
          onMade={(prefix) => {
            setMaking(false)
            pick({ bucket: open.bucket, prefix })
          }}
          onClose={() => {
            setMaking(false)
            toFilter()
          }}
        />
      )}
      {problem}
      <PickList
        level={hashOf(open ?? null)}
        rows={rows}
        typed={typed}
        isPending={isPending}
        isKnown={isKnown}
        whyRelay={whyRelay}
        onType={setTyped}
        onPick={pick}
        onUp={open && up}
      />
    </fieldset>
  )
}

/** The level that is shown: the one that was opened here last, or that was named elsewhere since. */
function useOpen(follows: Place | undefined) {
  const [{ open, followed }, setState] = useState<{ open?: Place | undefined; followed?: Place | undefined }>({})
  const isNew = hashOf(follows ?? null) !== hashOf(followed ?? null)
  if (isNew) setState({ open: follows ?? open, followed: follows })
  return { open, setOpen: (next: Place | undefined) => setState({ open: next, followed: follows }) }
}

type Shown = PlacePickerProps & { open: Place | undefined; typed: string }

function useRows({ account, buckets, from, open, typed }: Shown) {
  const kept = usePlaces((places) => savedPlacesOf(places, account.id))
  const wordsOf = useBucketWords()
  const at = { ...bucketRefIn(account, buckets, open ?? { bucket: '', prefix: '' }), key: open?.prefix ?? '' }
  const level = useQuery({ ...listingQuery(account, at), enabled: open !== undefined })
  const prefixes = (open && level.data?.prefixes.map(({ key }) => key)) ?? []
  const { favourites, recent } = kept
  const words = (bucket: KnownBucket) => wordsOf(bucket).region
  const rows = pickRows({ typed, open, prefixes, favourites, recent, buckets, from, wordsOf: words })
  const problem = open && level.error && prefixes.length === 0 && (
    <QueryProblem error={level.error} onRetry={() => void level.refetch()} />
  )
  const isPending = open !== undefined && level.isPending
  return { rows, isPending, isKnown: !isPending && !problem, problem }
}
