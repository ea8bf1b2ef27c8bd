/** What can be done among all buckets. */
import { knownWay } from '../../oss/direct/way.ts'
import { setBucketLayout } from '../places/buckets/bucketView.ts'
import type { Action, ActionLocation, HomeHandlers } from './action.ts'
import { windowActions } from './windowActions.ts'

export const homeActions = {
  addBucket: {
    words: 'addBucket',
    // A custom domain leads to one bucket.
    isFor: ({ account }) => account.start !== undefined && account.cname === undefined,
    run: (_, { addBucket }) => addBucket(),
  },
  newBucket: {
    words: 'newBucket',
    writes: true,
    // What isn't there has no rule that would let a page without a gateway make it.
    isFor: () => knownWay() !== 'direct',
    run: (_, { newBucket }) => newBucket(),
  },
  bucketList: { words: 'view.list', run: () => setBucketLayout('list') },
  bucketCards: { words: 'view.cards', run: () => setBucketLayout('cards') },
  ...windowActions,
} satisfies Record<string, Action<HomeHandlers, ActionLocation>>
