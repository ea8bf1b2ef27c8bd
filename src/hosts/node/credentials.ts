import type { PlanFile } from '../../engine/plan/planFile.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { CannotBegin } from './cannotBegin.ts'

type Environment = Record<string, string | undefined>

/**
 * Who signs, by the plan's account: `OSS_ACCESS_KEY_ID` and its like. In a relay between two accounts the target's are called
 * `OSS_TARGET_ACCESS_KEY_ID` and so on.
 * @throws CannotBegin
 */
export function accountsOf({ request, endpoint }: PlanFile, environment: Environment): Map<string, Account> {
  const [source] = request.sources
  const target = request.do === 'copy' ? request.target : undefined
  const accounts = new Map<string, Account>()
  if (source) accounts.set(source.account, accountOf('OSS_', source, endpoint, environment))
  if (target && !accounts.has(target.account))
    accounts.set(target.account, accountOf('OSS_TARGET_', target, endpoint, environment))
  const stranger = request.sources.find(({ account }) => !accounts.has(account))
  if (stranger) throw new CannotBegin(`The sources of a plan are of one account; ${stranger.account} is another.`)
  return accounts
}

function accountOf(prefix: string, at: Ref, planned: string | undefined, environment: Environment): Account {
  const given = (name: string) => environment[prefix + name] || undefined
  const required = (name: string) => {
    const value = given(name)
    if (value) return value
    throw new CannotBegin(`${prefix}${name} is not set in the environment.`)
  }
  const region = given('REGION') ?? at.region
  const endpoint = given('ENDPOINT') ?? planned ?? `oss-${region}.aliyuncs.com`
  const stsToken = given('SESSION_TOKEN')
  return {
    id: at.account,
    name: at.account,
    accessKeyId: required('ACCESS_KEY_ID'),
    accessKeySecret: required('ACCESS_KEY_SECRET'),
    ...(stsToken && { stsToken }),
    region,
    endpoint: endpoint.includes('://') ? endpoint : `https://${endpoint}`,
  }
}
