import type { PlanFile } from '../../engine/plan/planFile.ts'
import { hostLabel, readOssHost, regionNamed } from '../../oss/endpoints/endpoints.ts'
import { isRegionName } from '../../oss/names.ts'
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
  if (stranger)
    throw new CannotBegin(`The sources of a plan belong to one account; ${stranger.account} is another one.`)
  return accounts
}

function accountOf(prefix: string, at: Ref, planned: string | undefined, environment: Environment): Account {
  const given = (name: string) => environment[prefix + name] || undefined
  const required = (name: string) => {
    const value = given(name)
    if (value) return value
    throw new CannotBegin(`${prefix}${name} is not set in the environment.`)
  }
  const named = regionNamed(given('REGION') ?? at.region)
  if (!isRegionName(named)) throw new CannotBegin(`${prefix}REGION is not a region ID such as cn-hangzhou.`)
  const endpoint = endpointOf(prefix, named, planned, given('ENDPOINT'))
  const isCname = given('CNAME') === 'true'
  // An endpoint of OSS is where it says it is; from there every other region is found.
  const region = (!isCname && regionOfEndpoint(endpoint)) || named
  const stsToken = given('SESSION_TOKEN')
  const paysFor = given('PAYS_FOR')
    ?.split(',')
    .map((name) => name.trim())
  if (stsToken && !isSafe(endpoint))
    throw new CannotBegin(`A session token is not sent to ${endpoint}: anybody on the network could use it. Use https.`)
  return {
    id: at.account,
    name: at.account,
    accessKeyId: required('ACCESS_KEY_ID'),
    accessKeySecret: required('ACCESS_KEY_SECRET'),
    ...(stsToken && { stsToken }),
    ...(paysFor && { paysFor }),
    ...(isCname && { cname: at.bucket }),
    ...(given('PATH_STYLE') === 'true' && { pathStyle: true as const }),
    region,
    endpoint,
  }
}

/**
 * Hosts come from the environment, or are OSS's own. A plan may be anybody's: a host that it names would get requests that are signed
 * with the person's keys.
 */
function endpointOf(prefix: string, region: string, planned: string | undefined, given: string | undefined): string {
  const endpoint = addressOf(given ?? `${hostLabel(region)}.aliyuncs.com`)
  if (!endpoint)
    throw new CannotBegin(`${prefix}ENDPOINT is not a host address such as https://oss-cn-hangzhou.aliyuncs.com.`)
  if (given || planned === undefined || addressOf(planned) === endpoint) return endpoint
  throw new CannotBegin(
    `The plan names the host ${planned}. Ferry sends no requests signed with your keys to a host that only a plan names. If you trust it, set ${prefix}ENDPOINT=${planned}; if not, don't run this plan.`,
  )
}

/** The region that an endpoint of OSS names; undefined for any other text. */
export function regionOfEndpoint(text: string): string | undefined {
  const address = addressOf(text)
  return address && readOssHost(new URL(address).host)?.region
}

/** Scheme and host; https if nothing is said. */
function addressOf(text: string): string | undefined {
  const whole = text.includes('://') ? text : `https://${text}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  return url.pathname === '/' && !url.search && !url.hash ? url.origin : undefined
}

function isSafe(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint)
  return protocol === 'https:' || /^(.*\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$/.test(hostname)
}
