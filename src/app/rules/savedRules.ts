/** Saved rules as rules: whatever lies in the storage, each is judged when it is read. */
import { PlanFileError } from '../../engine/plan/planFile.ts'
import type { Rule } from '../../engine/rules/rule.ts'
import { readRuleFile, writeRuleFile } from '../../engine/rules/ruleFile.ts'
import { changeFiles, filesOf, type RuleFiles } from './ruleFiles.ts'

/** By their names. */
export function savedOf(files: RuleFiles, account: string): Rule[] {
  const rules = Object.values(filesOf(files, account)).flatMap(ruleIn)
  return rules.sort((one, other) => one.name.localeCompare(other.name))
}

/** Names of those that can't be read here, as a later version may have written them. They stay as they are. */
export function unreadableOf(files: RuleFiles, account: string): string[] {
  const all = Object.entries(filesOf(files, account))
  return all.filter(([, file]) => ruleIn(file).length === 0).map(([name]) => name)
}

/** In the place of one of that name. */
export function saveRule(account: string, rule: Rule): void {
  changeFiles(account, (kept) => ({ ...kept, [rule.name]: writeRuleFile(rule) }))
}

export function dropRule(account: string, name: string): void {
  changeFiles(account, (kept) => Object.fromEntries(Object.entries(kept).filter(([one]) => one !== name)))
}

function ruleIn(file: string): Rule[] {
  try {
    return [readRuleFile(file)]
  } catch (error) {
    if (error instanceof PlanFileError) return []
    throw error
  }
}
