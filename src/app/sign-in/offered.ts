import { create } from 'zustand'
import { loadPart } from '../../ui/loadPart.ts'
import type { FileProblem, PortableAccount } from '../session/accountFile.ts'
import { accountFileKind } from '../session/accountFileKind.ts'

/**
 * Accounts of a file that was imported, or why it has none, until the page is left: each is signed in to with a secret of its own.
 */
type Offered = { accounts: PortableAccount[]; problem?: FileProblem }
export const useOffered = create<Offered>(() => ({ accounts: [] }))

/** Whether a text may be such a file; it is read with code that few sign-ins need. */
export function isOffer(text: string): boolean {
  return text.includes(`"${accountFileKind}"`)
}

/** Offers the accounts of a file, or says why there is none; resolves with the only one. */
export async function offer(text: string): Promise<PortableAccount | undefined> {
  const { accountsIn, fileProblem } = await loadPart(() => import('../session/accountFile.ts'))
  const accounts = accountsIn(text) ?? []
  useOffered.setState(accounts.length > 0 ? { accounts } : { accounts, problem: fileProblem(text) }, true)
  return accounts.length === 1 ? accounts[0] : undefined
}

/** What stays of an account whose keys are typed: its name, its colour, for which buckets it pays. One without a colour gets a free one. */
export function keptOf(
  from: Partial<PortableAccount> | undefined,
  others: readonly { colour?: number }[],
): Pick<PortableAccount, 'colour' | 'paysFor'> & { name?: string } {
  const { name, accessKeyId, paysFor } = from ?? {}
  const colour = from?.colour ?? [1, 2, 3, 4, 5, 6].find((one) => others.every((other) => (other.colour ?? 1) !== one))
  return {
    ...(name !== undefined && name !== accessKeyId && { name }),
    ...(colour && { colour }),
    ...(paysFor && { paysFor }),
  }
}
