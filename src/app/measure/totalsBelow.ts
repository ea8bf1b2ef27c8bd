import type { Account, Ref } from '../../oss/types.ts'
import { walkBelow } from '../queries/walkBelow.ts'
import { addCounts, type Counted, counted } from './counted.ts'

/** Counts objects and bytes below a prefix, also by class; tells how far it has come. */
export async function* totalsBelow(account: Account, at: Ref, signal: AbortSignal): AsyncGenerator<Counted> {
  for await (const pages of walkBelow(account, at, signal, ({ objects }) => counted(objects))) {
    yield pages.reduce(addCounts, counted([]))
  }
}
