import { requireLabel } from '../names.ts'
import type { Account } from '../types.ts'

/**
 * Where an account's requests go. A host comes from the person, or is one of OSS's own for a region: never what an answer names.
 * @see https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints
 */

/**
 * Regions of the finance cloud have hosts by other names: `open` to the internet (and with `-internal` inside of it), `closed` in the cloud's
 * own network, where `-internal` always follows. `dual`: the name before `.oss`, if it is another than the region's.
 */
type FinanceHosts = { open: string; closed: readonly [string, ...string[]]; dual?: string }
const finance: Record<string, FinanceHosts> = {
  'cn-hangzhou-finance': { open: 'oss-cn-hzfinance', closed: ['oss-cn-hzjbp-a', 'oss-cn-hzjbp-b', 'oss-cn-hzjbp'] },
  'cn-shanghai-finance-1': {
    open: 'oss-cn-shanghai-finance-1-pub',
    closed: ['oss-cn-shanghai-finance-1'],
    dual: 'cn-shanghai-finance',
  },
  'cn-shenzhen-finance-1': {
    open: 'oss-cn-szfinance',
    closed: ['oss-cn-shenzhen-finance-1'],
    dual: 'cn-shenzhen-finance',
  },
  'cn-beijing-finance-1': { open: 'oss-cn-beijing-finance-1-pub', closed: ['oss-cn-beijing-finance-1'] },
}
const regions = new Map(
  Object.entries(finance).flatMap(([region, { open, closed }]) => [open, ...closed].map((label) => [label, region])),
)
const duals = new Map(Object.entries(finance).flatMap(([region, { dual }]) => (dual ? [[dual, region]] : [])))
const closedLabels = new Set(Object.values(finance).flatMap(({ closed }) => closed))

function financeHosts(region: string): FinanceHosts | undefined {
  return Object.hasOwn(finance, region) ? finance[region] : undefined
}

/** The first label of a region's host: `oss-cn-hangzhou`. */
export function hostLabel(region: string): string {
  return financeHosts(region)?.open ?? `oss-${region}`
}

/** The region of a host whose first label this is, without `-internal`; undefined for the acceleration endpoints, which serve them all. */
export function regionOfLabel(label: string): string | undefined {
  const [, plain] = /^oss-(?!accelerate)([a-z0-9-]+)$/.exec(label) ?? []
  return regions.get(label) ?? plain
}

/** A region by its ID, also where a person, a tool or OSS itself calls it as its hosts are called: `oss-cn-hangzhou`, `cn-hzfinance`. */
export function regionNamed(name: string): string {
  const plain = name.replace(/^oss-/, '')
  return regions.get(`oss-${plain}`) ?? plain
}

/**
 * What a host says of itself, by whose name it is told. `endpoint`: it without the bucket. `domain`: what stands behind, with the port.
 * `region`: none at an acceleration endpoint.
 */
export type OssHost = { bucket?: string; endpoint: string; region?: string; domain: string }

const hostNames =
  /^(?:(?<bucket>[a-z0-9][a-z0-9-]*)\.)?(?<endpoint>(?:(?<label>oss-[a-z0-9-]+?)(?:-internal)?|ep-[a-z0-9-]+\.oss\.(?<link>[a-z]{2}-[a-z0-9-]+)\.privatelink|(?<dual>[a-z]{2}-[a-z0-9-]+)\.oss)\.(?<domain>[a-z0-9.-]+(?::\d+)?))$/

/** Reads `bucket.oss-cn-hangzhou.aliyuncs.com` and its like, dual-stack and PrivateLink too; undefined for any other name. */
export function readHost(host: string): OssHost | undefined {
  const { bucket, endpoint = '', label, dual = '', link, domain = '' } = hostNames.exec(host)?.groups ?? {}
  if (!endpoint) return undefined
  const region = label === undefined ? (link ?? duals.get(dual) ?? dual) : regionOfLabel(label)
  return { endpoint, domain, ...(bucket !== undefined && { bucket }), ...(region !== undefined && { region }) }
}

/** The same for a host of OSS itself, or of a local one. */
export function readOssHost(host: string): OssHost | undefined {
  const found = readHost(host)
  return found && /^(?:aliyuncs\.com|localhost(?::\d+)?)$/.test(found.domain) ? found : undefined
}

/** Whether an endpoint stands for the buckets of all regions. */
export function isAccelerated({ cname, endpoint }: Pick<Account, 'cname' | 'endpoint'>): boolean {
  return cname === undefined && /^https?:\/\/oss-accelerate(-overseas)?\./.test(endpoint)
}

/**
 * The service endpoint of `region` for this account: the account's own with the region's name exchanged, which also keeps
 * `-internal`, dual stack and the local OSS's port; an endpoint that does not name its region (acceleration, a private cloud, a custom domain) serves as it is.
 * @throws OssError UnexpectedAnswer where the name is none
 */
export function endpointOf({ cname, endpoint, region: own }: Account, region: string): string {
  requireLabel(region)
  if (cname !== undefined || region === own) return endpoint
  const [, scheme = '', host = ''] = /^(https?:\/\/)(.*)$/.exec(endpoint) ?? []
  const [, dual = '', afterDual = ''] = /^([^.]+)(\.oss\..*)$/.exec(host) ?? []
  if (dual && (duals.get(dual) ?? dual) === own) return scheme + (financeHosts(region)?.dual ?? region) + afterDual
  const [, label = '', rest = ''] = /^(oss-[^.:]+?)((?:-internal)?(?:[.:].*)?)$/.exec(host) ?? []
  return regionOfLabel(label) === own ? scheme + labelLike(label, region) + rest : endpoint
}

/** In the same network as the host that is called `label`. */
function labelLike(label: string, region: string): string {
  return (closedLabels.has(label) ? financeHosts(region)?.closed[0] : undefined) ?? hostLabel(region)
}

/** Whether buckets are named in the path: an address can have none before it. */
export function isPathStyle({
  cname,
  endpoint,
  pathStyle,
}: Pick<Account, 'cname' | 'endpoint' | 'pathStyle'>): boolean {
  return cname === undefined && (pathStyle === true || /^(\[.*\]|[\d.]+)$/.test(new URL(endpoint).hostname))
}
