import { isAccelerated, type OssHost, readOssHost, regionNamed } from '../../oss/endpoints/endpoints.ts'
import type { Account } from '../../oss/types.ts'
import { publicEndpoint } from '../address/endpoint.ts'
import { formatOssPath, parseOssPath } from '../address/ossPath.ts'

/** The sign-in form as typed. */
export type Draft = Record<'accessKeyId' | 'accessKeySecret' | 'stsToken' | 'region' | 'endpoint' | 'start', string>
type DraftProblem =
  | 'empty'
  | 'spaces'
  | 'tokenNeeded'
  | 'region'
  | 'endpoint'
  | 'bucketEndpoint'
  | 'httpsOnly'
  | 'start'
type DraftProblems = Partial<Record<keyof Draft, DraftProblem>>

export const emptyDraft: Draft = {
  accessKeyId: '',
  accessKeySecret: '',
  stsToken: '',
  region: 'cn-hangzhou',
  endpoint: '',
  start: '',
}

/** What stays when an account gets new keys. */
export function draftOf({ region, endpoint, start }: Pick<Account, 'region' | 'endpoint' | 'start'>): Draft {
  return {
    ...emptyDraft,
    region,
    endpoint: endpoint === publicEndpoint(region) ? '' : endpoint,
    start: start ? formatOssPath(start.bucket, start.prefix) : '',
  }
}

type Check = (draft: Draft, isDirect: boolean) => DraftProblem | undefined
const checks: { [Field in keyof Draft]: Check } = {
  accessKeyId: (draft) => wordProblem(draft.accessKeyId),
  accessKeySecret: (draft) => wordProblem(draft.accessKeySecret),
  stsToken: (draft) => (draft.accessKeyId.startsWith('STS.') && !draft.stsToken.trim() ? 'tokenNeeded' : undefined),
  region: (draft) => (/^[a-z]{2}[a-z0-9-]*-[a-z0-9-]+$/.test(regionOf(draft)) ? undefined : 'region'),
  endpoint: endpointProblem,
  start: (draft) => (draft.start.trim() && !parseOssPath(draft.start) ? 'start' : undefined),
}

/**
 * What is wrong with each field; empty when the draft can be tried. `needsStart`: no buckets can be listed, and none is known. A custom
 * domain has no list of them either. `isDirect`: no gateway serves this page.
 */
export function problemsOf(
  draft: Draft,
  { needsStart = false, isCname = false, isDirect = false } = {},
): DraftProblems {
  const found = Object.entries(checks).map(([field, check]) => [field, check(draft, isDirect)] as const)
  const wanted = [...(needsStart ? ['start' as const] : []), ...(isCname ? ['endpoint' as const] : [])]
  const missing = wanted.filter((field) => !draft[field].trim()).map((field) => [field, 'empty'] as const)
  return Object.fromEntries([...found.filter(([, problem]) => problem !== undefined), ...missing])
}

/** What an endpoint is beside its address: a custom domain of the bucket in the start path; a host that takes buckets in the path. */
export type EndpointKind = { isCname?: boolean; isPathStyle?: boolean }

/** The account that a draft without problems describes. */
export function accountOf(
  draft: Draft,
  { isCname = false, isPathStyle = false }: EndpointKind = {},
): Omit<Account, 'id'> {
  const accessKeyId = draft.accessKeyId.trim()
  const start = parseOssPath(draft.start)
  return {
    name: accessKeyId,
    accessKeyId,
    accessKeySecret: draft.accessKeySecret.trim(),
    region: regionOf(draft),
    endpoint: endpointOf(draft) ?? publicEndpoint(regionOf(draft)),
    ...(draft.stsToken.trim() ? { stsToken: draft.stsToken.trim() } : {}),
    ...(start ? { start } : {}),
    ...(start && isCname ? { cname: start.bucket } : {}),
    ...(isPathStyle && !isCname ? { pathStyle: true as const } : {}),
  }
}

function wordProblem(text: string): DraftProblem | undefined {
  if (!text.trim()) return 'empty'
  return /\s/.test(text.trim()) ? 'spaces' : undefined
}

/** What the policy of a page without a gateway lets it ask: `pagePolicyInPage` in gateway/securityHeaders.ts. */
const ofPolicy = /^(?:https:|http:\/\/(?:(?:[^/]+\.)?localhost|127\.0\.0\.1)(?::|$))/

function endpointProblem(draft: Draft, isDirect: boolean): DraftProblem | undefined {
  if (!draft.endpoint.trim()) return undefined
  const endpoint = endpointOf(draft)
  if (!endpoint) return 'endpoint'
  // The address of a bucket, as the console shows it: `https://my-bucket.oss-cn-hangzhou.aliyuncs.com`.
  if (ossHostOf(draft)?.bucket !== undefined) return 'bucketEndpoint'
  return isDirect && !ofPolicy.test(endpoint) ? 'httpsOnly' : undefined
}

/** Whether the endpoint lists no buckets: it is the domain of one, or an acceleration endpoint, which has no region of its own. */
export function listsNone(draft: Draft, isCname: boolean): boolean {
  return isCname || isAccelerated({ endpoint: endpointOf(draft) ?? '' })
}

/** What the endpoint says of itself, where it is one of OSS. */
export function ossHostOf(draft: Pick<Draft, 'endpoint'>): OssHost | undefined {
  const endpoint = endpointOf(draft)
  return endpoint === undefined ? undefined : readOssHost(new URL(endpoint).host)
}

/** People also write the region as `oss-cn-hangzhou`. */
function regionOf(draft: Draft): string {
  return regionNamed(draft.region.trim())
}

function endpointOf(draft: Pick<Draft, 'endpoint'>): string | undefined {
  const text = draft.endpoint.trim()
  const url = URL.parse(/^https?:\/\//.test(text) ? text : `https://${text}`)
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username
  return text && bare ? url.origin : undefined
}
