import { isTransient } from '../../engine/limits/ask.ts'
import { OssError } from '../../oss/errors.ts'
import { createPermits } from '../../oss/permits.ts'
import type { Account, Oss, Ref } from '../../oss/types.ts'
import { noting } from '../rights/denials.ts'
import { foundRegionsOf } from '../session/foundRegions.ts'
import { pageOss } from '../session/pageOss.ts'
import { useSession } from '../session/session.ts'
import type { ListFrom } from './readRanges.ts'

const clients = new WeakMap<Account, Oss>()
/** A dialog, or a loop of one, may hold the account as it was before the session became read-only. */
const permits = createPermits()
useSession.subscribe(({ accounts }) => permits.update(accounts))

export function ossOf(account: Account): Oss {
  const oss = clients.get(account) ?? noting(account, pageOss(account, permits.of(account.id), foundRegionsOf(account)))
  clients.set(account, oss)
  return oss
}

/** What passes (no answer, 503) is asked again with growing pauses before a screen says so. */
export const retryOptions = {
  retry: (failures: number, error: Error) => failures < 3 && error instanceof OssError && isTransient(error),
  retryDelay: (failures: number) => 400 * 2 ** failures,
  staleTime: 15_000,
}

/** Reads pages of one level, or of everything below. */
export function lister(
  account: Account,
  { at, isFlat, signal }: { at: Ref; isFlat: boolean; signal: AbortSignal },
): ListFrom {
  const oss = ossOf(account)
  return (from) => oss.list({ at, limit: 1000, signal, ...(!isFlat && { delimiter: '/' as const }), ...from })
}
