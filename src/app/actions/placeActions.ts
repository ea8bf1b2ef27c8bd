/** What can be done about a place, shown or only named. */
import { formatOssPath } from '../address/ossPath.ts'
import { toggleFavourite } from '../places/places.ts'
import { closeTab, openTab, useTabs } from '../places/tabs/tabs.ts'
import { go, hashIn, openInOtherPane } from '../places/usePlace.ts'
import { keptBucketsOf } from '../session/keptBuckets.ts'
import type { Action, ActionContext, PlaceHandlers } from './action.ts'

/** The place that is meant: the prefix that is chosen alone, or else where one is. */
function spotOf({ rows: [row, second], place }: ActionContext) {
  return row?.is === 'prefix' && !second ? { bucket: place.bucket, prefix: row.key } : place
}

function isOnePlace({ rows: [row, second] }: ActionContext): boolean {
  return row === undefined || (row.is === 'prefix' && second === undefined)
}

function hasMoreTabs(): boolean {
  return useTabs.getState().tabs.length > 1
}

function closeOthers({ tab = useTabs.getState().active }: ActionContext): void {
  for (const { id } of useTabs.getState().tabs) if (id !== tab) closeTab(id)
}

/** A bucket that is on the list only because a person put it there, and not a folder in it. */
function isKept({ account, place }: ActionContext): boolean {
  if (!account.start) return false
  return keptBucketsOf(account).some(({ name, entry }) => name === place.bucket && entry === place.prefix)
}

export const placeActions = {
  openPlace: { words: 'open', run: ({ place, pane }) => go(place, pane) },
  newTab: {
    words: 'tab.open',
    keys: { rows: ['Ctrl Enter'] },
    isFor: isOnePlace,
    run: (at) => openTab(hashIn(at.account, spotOf(at))),
  },
  openInOtherPane: { words: 'pane.open', isFor: isOnePlace, run: (at) => openInOtherPane(spotOf(at), at.account) },
  placeAddress: {
    words: 'address',
    run: ({ place }, { copyAddresses }) => copyAddresses([formatOssPath(place.bucket, place.prefix)]),
  },
  favourite: { words: 'favourite', run: ({ account, place }) => toggleFavourite(account.id, place) },
  upload: {
    words: 'place.upload',
    deedHere: ['upload'],
    writes: true,
    keys: { page: ['Ctrl U'] },
    run: (_, { openHere }) => openHere('upload'),
  },
  newFolder: {
    words: 'place.newFolder',
    deedHere: ['make'],
    writes: true,
    run: (_, { openHere }) => openHere('newFolder'),
  },
  rules: {
    words: 'place.rules',
    deedHere: ['browse', 'place', 'oss:ListObjects'],
    writes: true,
    run: (_, { openHere }) => openHere('rules'),
  },
  versionsHere: {
    words: 'place.versionsHere',
    deedHere: ['versions', 'place', 'oss:ListObjectVersions'],
    run: (_, { openHere }) => openHere('versionsHere'),
  },
  undeleteHere: {
    words: 'place.undeleteHere',
    deedHere: ['undelete'],
    writes: true,
    run: (_, { openHere }) => openHere('undeleteHere'),
  },
  uploads: {
    words: 'place.uploads',
    deedHere: ['uploads', 'place', 'oss:ListMultipartUploads'],
    run: (_, { openHere }) => openHere('uploads'),
  },
  mayDo: { words: 'place.mayDo', run: (_, { openHere }) => openHere('mayDo') },
  payer: { words: 'place.payer', run: (_, { openHere }) => openHere('payer') },
  corsCheck: { words: 'place.corsCheck', run: (_, { openHere }) => openHere('corsCheck') },
  bucketSettings: {
    words: 'place.bucketSettings',
    deedHere: ['settings', 'place', 'oss:GetBucketInfo'],
    run: (_, { openHere }) => openHere('bucketSettings'),
  },
  dropBucket: {
    words: 'place.dropBucket',
    isFor: isKept,
    run: ({ account, place }, { dropBucket }) => dropBucket(account, place.bucket),
  },
  closeTab: {
    words: 'tab.close',
    isFor: hasMoreTabs,
    run: ({ tab }) => closeTab(tab ?? useTabs.getState().active),
  },
  closeOtherTabs: { words: 'tab.closeOthers', isFor: hasMoreTabs, run: closeOthers },
} satisfies Record<string, Action<PlaceHandlers>>
