import type { QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Listing } from '../../app/listing/Listing.tsx'
import { emptyLevel, type Level } from '../../app/listing/rows.ts'
import { setLayout } from '../../app/listing/view.ts'
import { AccountContext } from '../../app/places/account.ts'
import { BucketContext } from '../../app/places/panes/bucket.ts'
import { listingQuery, searchQuery } from '../../app/queries/queries.ts'
import type { OssError } from '../../oss/errors.ts'
import type { Account } from '../../oss/types.ts'
import { press } from '../gestures.ts'
import type { Part, State } from '../part.ts'
import { me } from '../world/accounts.ts'
import { home, level, listed, oddNames, photos, at as ref } from '../world/objects.ts'
import { denied, failed, gone, noAnswer, read } from '../world/reads.ts'

type Shown = { prefix?: string; typed?: string; search?: string; account?: Account }

function Here({ prefix = 'photos/2024/', typed = '', search, account = me }: Shown) {
  const filter = useState(typed)
  const place = { bucket: home.bucket, prefix, ...(search !== undefined && { search }) }
  return (
    <AccountContext value={account}>
      <BucketContext value={home}>
        <Listing place={place} filter={filter} />
      </BucketContext>
    </AccountContext>
  )
}

const query = (prefix = 'photos/2024/') => listingQuery(me, ref(prefix))

/** A level that was read. */
function shows(rows: Level, shown: Shown = {}, more: Partial<State> = {}): State {
  const { prefix = 'photos/2024/', search } = shown
  const asked = search === undefined ? query(prefix) : searchQuery(me, ref(prefix), search)
  const lay = (client: QueryClient) => read(client, asked, rows)
  return { at: { bucket: home.bucket, prefix }, lay, draw: () => <Here {...shown} />, ...more }
}

const asked = { operation: 'ListObjectsV2', resource: 'oss://ferry-photos/' }

function fails(error: OssError, before?: Level): State {
  return { lay: (client) => failed(client, query(), error, before), draw: () => <Here /> }
}

const found = level(
  'photos/2024/',
  [],
  [listed('photos/2024/raw/deep/below/cover.jpg'), listed('photos/2024/cover.jpg')],
)

export const listing: Part = {
  frame: 'window',
  states: {
    rows: shows(photos),
    chosen: shows(photos, {}, { hand: () => press('[role="row"][data-index="2"] [data-check]') }),
    tiles: {
      ...shows(photos),
      lay: (client) => {
        read(client, query(), photos)
        setLayout(0, 'tiles')
      },
    },
    oddNames: shows(oddNames, { prefix: 'odd/' }),
    empty: shows(emptyLevel),
    onlyMarker: shows(level('photos/2024/', [], [listed('photos/2024/', { size: 12 })])),
    nothingFound: shows(photos, { typed: 'no such thing' }),
    loading: { draw: () => <Here /> },
    denied: fails(denied(asked)),
    bucketGone: fails(gone(asked)),
    noAnswer: fails(noAnswer(asked)),
    brokenOff: fails(noAnswer(asked), photos),
    readOnly: shows(photos, { account: { ...me, isReadOnly: true } }),
    readOnlyEmpty: shows(emptyLevel, { account: { ...me, isReadOnly: true } }),
    searchNew: { ...shows(photos, { search: '' }), lay: (client) => read(client, query(), photos) },
    searchFound: shows({ ...found, looked: 4210 }, { search: 'cover' }),
    searchNothing: shows({ ...emptyLevel, looked: 4210 }, { search: 'nothing' }),
  },
}
