import { boolean, fallback, object, optional, picklist } from 'valibot'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { mergeBy } from '../../../ui/stored.ts'

export const bucketColumns = ['name', 'region', 'class', 'created'] as const
export type BucketColumn = (typeof bucketColumns)[number]
export type BucketSort = { by: BucketColumn; isDown: boolean }
type Layout = 'list' | 'cards'
/** How all buckets are shown, from now on; a person who has not said has cards for some and a list for many. */
type BucketView = { sort: BucketSort; layout?: Layout | undefined }

const usual: BucketView = { sort: { by: 'region', isDown: false } }
const stored = object({
  sort: fallback(object({ by: picklist(bucketColumns), isDown: boolean() }), usual.sort),
  layout: fallback(optional(picklist(['list', 'cards'])), undefined),
})

export const useBucketView = create<BucketView>()(
  persist(() => usual, { name: 'ferry.buckets', merge: mergeBy<BucketView>(stored) }),
)

/** More than these are seldom found by looking at cards. */
const mostCards = 40

export function layoutOf({ layout }: BucketView, count: number): Layout {
  return layout ?? (count > mostCards ? 'list' : 'cards')
}

export function setBucketLayout(layout: Layout): void {
  useBucketView.setState({ layout })
}

/** The same column again turns the order round. */
export function sortBuckets(by: BucketColumn): void {
  useBucketView.setState(({ sort }) => ({ sort: { by, isDown: sort.by === by && !sort.isDown } }))
}
