import { createContext, use } from 'react'
import type { Account } from '../../oss/types.ts'

/** Whose buckets a screen shows. A dialog that writes with another account's keys is told which. */
export const AccountContext = createContext<Account | null>(null)

/** @throws Error outside of the file browser, where there is no account */
export function useAccount(): Account {
  const account = use(AccountContext)
  if (!account) throw new Error('No account')
  return account
}
