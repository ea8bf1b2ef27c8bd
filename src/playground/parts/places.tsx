import { typeAddress } from '../../app/places/AddressField.tsx'
import { AccountContext } from '../../app/places/account.ts'
import { Breadcrumb } from '../../app/places/Breadcrumb.tsx'
import { BucketList } from '../../app/places/buckets/BucketList.tsx'
import { setBucketLayout } from '../../app/places/buckets/bucketView.ts'
import { panesHash } from '../../app/places/place.ts'
import { addRecent, toggleFavourite } from '../../app/places/places.ts'
import { SideBar } from '../../app/places/side/SideBar.tsx'
import { navigate } from '../../app/places/usePlace.ts'
import { bucketsQuery, type KnownBucket, listingQuery } from '../../app/queries/queries.ts'
import { useSession } from '../../app/session/session.ts'
import { Layout } from '../../app/shell/Layout.tsx'
import type { Account } from '../../oss/types.ts'
import { key, press, type } from '../gestures.ts'
import type { Part, State } from '../part.ts'
import { me, other } from '../world/accounts.ts'
import { at, buckets, level, longBucket, longName, manyBuckets, oddNames, photos } from '../world/objects.ts'
import { denied, failed, noAnswer, read, readBuckets } from '../world/reads.ts'

const photosAt = { bucket: 'ferry-photos', prefix: 'photos/2024/' }
const list =
  (of: readonly KnownBucket[], account: Account = me) =>
  () => (
    <AccountContext value={account}>
      <BucketList buckets={of} />
    </AccountContext>
  )
const side = (of: readonly KnownBucket[]) => () => <SideBar buckets={of} onPick={() => {}} />
const path =
  (of: readonly KnownBucket[] = buckets) =>
  () => <Breadcrumb buckets={of} />
const lists = { operation: 'ListBuckets', resource: 'oss://', bucket: '' }

function keep(): void {
  toggleFavourite(me.id, photosAt)
  toggleFavourite(me.id, { bucket: 'ferry-backup', prefix: `${longName}/` })
  for (const prefix of ['site/', 'photos/2024/西湖/', 'photos/2023/'])
    addRecent(me.id, { bucket: 'ferry-photos', prefix })
}

const draw = () => <Layout account={me} onAddAccount={() => {}} />

/** A pane of another account, or of one that is not signed in. */
function sideBySide(account: string): State {
  const lay: State['lay'] = (client) => {
    readBuckets(client)
    readBuckets(client, buckets, other)
    read(client, listingQuery(me, at('photos/2024/')), photos)
    useSession.setState({ accounts: [me, other] })
    navigate(panesHash({ places: [photosAt, null], active: 0, accounts: [undefined, account] }), 'replace')
  }
  return { lay, draw }
}

/** The whole window: what becomes of it while the first thing is read, and when that fails. */
export const wholeWindow: Part = {
  frame: 'window',
  states: {
    home: { lay: (client) => readBuckets(client), draw },
    listing: {
      at: photosAt,
      lay: (client) => {
        readBuckets(client)
        read(client, listingQuery(me, at('photos/2024/')), photos)
      },
      draw,
    },
    loading: { draw },
    twoAccounts: sideBySide(other.id),
    signedOut: sideBySide('0123456789abcdef'),
    denied: { lay: (client) => failed(client, bucketsQuery(me), denied(lists)), draw },
    noAnswer: { lay: (client) => failed(client, bucketsQuery(me), noAnswer(lists)), draw },
  },
}

export const home: Part = {
  frame: 'window',
  states: {
    cards: { draw: list(buckets) },
    list: { lay: () => setBucketLayout('list'), draw: list(buckets) },
    many: { draw: list(manyBuckets) },
    longNames: { draw: list([longBucket, ...buckets]) },
    none: { draw: list([]) },
    nothingFound: { draw: list(buckets), hand: () => type('[data-filter]', 'no such bucket') },
    readOnly: { draw: list(buckets, { ...me, isReadOnly: true }) },
  },
}

const openPhotos = () => press('.side [role="treeitem"] button')

/** One level of the tree is open: of the first bucket. */
const opened = (lay: NonNullable<State['lay']>): State => ({
  lay,
  draw: side([buckets[2] as KnownBucket]),
  hand: openPhotos,
})
const root = listingQuery(me, at(''))

export const sideBar: Part = {
  frame: 'side',
  states: {
    buckets: { at: photosAt, draw: side(buckets) },
    kept: { lay: keep, draw: side(buckets) },
    many: { draw: side(manyBuckets) },
    open: opened((client) => read(client, root, level('', ['archive/', 'photos/', 'site/'], []))),
    openLoading: opened(() => {}),
    openDenied: opened((client) =>
      failed(client, root, denied({ operation: 'ListObjectsV2', resource: 'oss://ferry-photos/' })),
    ),
    openEmpty: opened((client) => read(client, root, level('', [], []))),
    oddNames: opened((client) =>
      read(client, root, { ...oddNames, prefixes: oddNames.prefixes.map((row) => ({ ...row, key: row.name })) }),
    ),
    longNames: { draw: side([longBucket, ...buckets]) },
    nothingFound: { draw: side(buckets), hand: () => type('.side input', 'no such bucket') },
    none: { draw: side([]) },
  },
}

const deep = Array.from({ length: 14 }, (_, n) => `level-${n + 1}`).join('/')

export const breadcrumb: Part = {
  frame: 'top',
  states: {
    short: { at: photosAt, draw: path() },
    home: { draw: path() },
    deep: { at: { bucket: 'ferry-photos', prefix: `${deep}/` }, draw: path() },
    longNames: { at: { bucket: longBucket.name, prefix: `${longName}/${longName}/` }, draw: path() },
    oddNames: { at: { bucket: 'ferry-photos', prefix: 'odd// /../a\nb/' }, draw: path() },
    startPath: {
      at: photosAt,
      draw: path([{ name: 'ferry-photos', region: 'cn-hangzhou', entry: 'photos/' }]),
    },
    typed: { at: photosAt, lay: () => typeAddress(true), draw: path() },
    wrongAddress: {
      at: photosAt,
      lay: () => typeAddress(true),
      draw: path(),
      hand: async () => {
        await type('.address input', 'https://example.com/')
        await key('.address input', 'Enter')
      },
    },
  },
}
