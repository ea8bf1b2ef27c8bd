import { record, safeParse, string, unknown } from 'valibot'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { ownValue } from '../../oss/ownValue.ts'
import { clearStored, rehydrate } from '../../ui/stored.ts'

/** Rules that a person saved, by account and name, as files: apart from what reads them, since the first page forgets them too. */
export type RuleFiles = { of: Record<string, Record<string, string>> }
const stored = record(string(), record(string(), unknown()))

export const useRuleFiles = create<RuleFiles>()(
  persist((): RuleFiles => ({ of: {} }), { name: 'ferry.rules', merge: (kept) => filesIn(kept) }),
)

/** What is no file is left out, and takes no other with it. */
function filesIn(kept: unknown): RuleFiles {
  const read = safeParse(stored, (kept as Partial<RuleFiles> | undefined)?.of)
  const accounts = Object.entries(read.success ? read.output : {})
  return { of: Object.fromEntries(accounts.map(([account, files]) => [account, textsIn(files)])) }
}

function textsIn(files: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, file]) => (typeof file === 'string' ? [[name, file]] : [])),
  )
}

export function filesOf({ of }: RuleFiles, account: string): Record<string, string> {
  return ownValue<Record<string, string> | undefined>(of, account) ?? {}
}

export function changeFiles(account: string, next: (kept: Record<string, string>) => Record<string, string>): void {
  rehydrate(useRuleFiles)
  useRuleFiles.setState((files) => ({ of: { ...files.of, [account]: next(filesOf(files, account)) } }))
}

export function forgetRules(account: string): void {
  rehydrate(useRuleFiles)
  clearStored(useRuleFiles)
  useRuleFiles.setState(({ of }) => ({ of: Object.fromEntries(Object.entries(of).filter(([id]) => id !== account)) }))
}
