import type { Account, ListPage, Ref } from '../../oss/types.ts'
import { type ListFrom, readRanges } from './readRanges.ts'
import { lister, retryOptions } from './remote.ts'

/** Reads every key below a prefix and keeps of each page what `keep` makes of it: memory holds no more than that. */
export function walkBelow<Kept>(
  account: Account,
  at: Ref,
  signal: AbortSignal,
  keep: (page: ListPage) => Kept,
): AsyncGenerator<Kept[]> {
  const list = patiently(lister(account, { at, isFlat: true, signal }))
  return readRanges({ list, prefix: at.key, isFlat: true }, keep)
}

/** A walk of a thousand pages doesn't end at one that the store was too busy for. */
function patiently(list: ListFrom): ListFrom {
  return async (from) => {
    for (let failures = 0; ; failures += 1) {
      try {
        return await list(from)
      } catch (error) {
        if (!retryOptions.retry(failures, error as Error)) throw error
        await new Promise((resolve) => setTimeout(resolve, retryOptions.retryDelay(failures)))
      }
    }
  }
}
