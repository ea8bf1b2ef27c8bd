import type { Account } from './types.ts'

/**
 * Which accounts may write, for as long as they may: a signal each, aborted when their session becomes read-only. A client takes it along
 * (`createOss`), so that whoever still holds one from before writes no more.
 */
export type Permits = {
  of(accountId: string): AbortSignal
  /** The accounts as the session has them now. */
  update(accounts: Account[]): void
}

/** Every account may write until `update` says otherwise. */
export function createPermits(): Permits {
  const permits = new Map<string, AbortController>()
  const permitOf = (id: string) => {
    const permit = permits.get(id) ?? new AbortController()
    permits.set(id, permit)
    return permit
  }
  return {
    of: (id) => permitOf(id).signal,
    update(accounts) {
      for (const { id, isReadOnly } of accounts) {
        if (isReadOnly) permitOf(id).abort()
        else if (permits.get(id)?.signal.aborted) permits.delete(id)
      }
    },
  }
}
