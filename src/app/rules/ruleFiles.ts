import { record, safeParse, string } from 'valibot'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { ownValue } from '../../oss/ownValue.ts'
import { rehydrate } from '../../ui/stored.ts'

/** Rules that a person saved, by account and name, as files: apart from what reads them, since the first page forgets them too. */
export type RuleFiles = { of: Record<string, Record<string, string>> }
const stored = record(string(), record(string(), string()))

export const useRuleFiles = create<RuleFiles>()(
  persist((): RuleFiles => ({ of: {} }), { name: 'ferry.rules', merge: (kept) => filesIn(kept) }),
)

function filesIn(kept: unknown): RuleFiles {
  const read = safeParse(stored, (kept as Partial<RuleFiles> | undefined)?.of)
  return { of: read.success ? read.output : {} }
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
  useRuleFiles.setState(({ of }) => ({ of: Object.fromEntries(Object.entries(of).filter(([id]) => id !== account)) }))
}
