/** What can be done among all buckets. */
import { setBucketLayout } from '../places/buckets/bucketView.ts'
import type { Action, ActionLocation, HomeHandlers } from './action.ts'
import { windowActions } from './windowActions.ts'

export const homeActions = {
  newBucket: { words: 'newBucket', writes: true, run: (_, { newBucket }) => newBucket() },
  bucketList: { words: 'view.list', run: () => setBucketLayout('list') },
  bucketCards: { words: 'view.cards', run: () => setBucketLayout('cards') },
  ...windowActions,
} satisfies Record<string, Action<HomeHandlers, ActionLocation>>
