/** What pages and the engine say to each other on the channel that all tabs share. */
import type { Account } from '../../oss/types.ts'
import type { FiguresView, JobView, Place } from './types.ts'

export const channelName = 'oss-ferry-jobs'

/** `look`: something else changed in the journal; with `isAnswer` only what was said to conflicts. */
export type CommandName = 'submitted' | 'confirm' | 'pause' | 'resume' | 'cancel' | 'retry' | 'remove' | 'look'

/** To the engine. `hello`: a tab is new and asks for the jobs that are open. `clear`: what needs nobody any more and ended before, goes. */
export type Command =
  | { is: CommandName; job: string; isAnswer?: true }
  | { is: 'hello' }
  | { is: 'clear'; endedBefore: number }

/** From the engine to every tab. */
export type News =
  | { is: 'open'; views: JobView[] }
  | { is: 'changed'; views: JobView[] }
  | { is: 'moved'; figures: FiguresView[] }
  | { is: 'removed'; job: string }
  | { is: 'touched'; places: Place[] }

/** What a page tells its own worker. */
export type WorkerConfiguration = {
  accounts: Account[]
  /** How many requests may be in flight at once; absent: what works out best. */
  atOnce: number | undefined
  /** For how many days jobs are kept that have ended and need nobody; absent: until they are removed. */
  keepDays: number | undefined
}
