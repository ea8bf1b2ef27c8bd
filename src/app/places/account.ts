import { createContext, use, useSyncExternalStore } from 'react'
import type { Account } from '../../oss/types.ts'
import { useSession } from '../session/session.ts'
import { type Place, panesOf } from './place.ts'
import { hashIn, onHash } from './usePlace.ts'

/** Whose buckets a screen shows. A dialog that writes with another account's keys is told which. */
export const AccountContext = createContext<Account | null>(null)

/** @throws Error outside of the file browser, where there is no account */
export function useAccount(): Account {
  const account = use(AccountContext)
  if (!account) throw new Error('No account')
  return account
}

/** Addresses for links: they name the account where it is another than the window's, so that another tab shows the same. */
export function useHashIn(): (place: Place | null) => string {
  const account = useAccount()
  return (place) => hashIn(account, place)
}

/** Whose a place is, as the URL names it; undefined where that account is not signed in. */
export function accountNamed(id: string | undefined): Account | undefined {
  const { current, accounts } = useSession.getState()
  return id === undefined ? (current ?? undefined) : accounts.find((each) => each.id === id)
}

/** Whose the active pane is; undefined where that account is not signed in. `own`: the window's. */
export function useActiveAccount(own: Account): Account | undefined {
  const id = useSyncExternalStore(onHash, () => {
    const { accounts, active } = panesOf(location.hash)
    return accounts?.[active]
  })
  return useSession(({ accounts }) => (id === undefined ? own : accounts.find((each) => each.id === id)))
}
