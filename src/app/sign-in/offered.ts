import { create } from 'zustand'
import { loadPart } from '../../ui/loadPart.ts'
import type { PortableAccount, ReadAccounts } from '../session/accountFile.ts'
import { accountFileKind } from '../session/accountFileKind.ts'

/**
 * Accounts of a file that was imported, and what is wrong in it, until the page is left: each is signed in to with a secret of its own.
 */
export const useOffered = create<ReadAccounts>(() => ({ accounts: [], leftOut: [], partly: [], more: 0 }))

/** Whether there is anything to choose, or to be told. */
export function hasOffers({ accounts, leftOut, partly, more, problem }: ReadAccounts): boolean {
  return accounts.length > 1 || problem !== undefined || leftOut.length + partly.length + more > 0
}

/** Whether a text may be such a file; it is read with code that few sign-ins need. */
export function isOffer(text: string): boolean {
  return text.includes(`"${accountFileKind}"`)
}

/** Offers the accounts of a file, or says why there is none; resolves with the only one. */
export async function offer(text: string): Promise<PortableAccount | undefined> {
  const { readAccounts } = await loadPart(() => import('../session/accountFile.ts'))
  const read = readAccounts(text)
  useOffered.setState(read, true)
  return read.accounts.length === 1 ? read.accounts[0] : undefined
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
