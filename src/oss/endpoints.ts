import { requireLabel } from './names.ts'
import type { Account } from './types.ts'

/**
 * Where an account's requests go. A host comes from the person, or is one of OSS's own for a region: never what an answer names.
 * @see https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints
 */

/** Regions of the finance cloud have hosts by other names. */
const irregular: Record<string, string> = {
  'cn-hangzhou-finance': 'oss-cn-hzfinance',
  'cn-shanghai-finance-1': 'oss-cn-shanghai-finance-1-pub',
  'cn-shenzhen-finance-1': 'oss-cn-szfinance',
  'cn-beijing-finance-1': 'oss-cn-beijing-finance-1-pub',
}
const regions = new Map(Object.entries(irregular).map(([region, label]) => [label, region]))

/** The first label of a region's host: `oss-cn-hangzhou`. */
export function hostLabel(region: string): string {
  return Object.hasOwn(irregular, region) ? (irregular[region] ?? '') : `oss-${region}`
}

/** The region of a host whose first label this is, without `-internal`; undefined for the acceleration endpoints, which serve them all. */
export function regionOfLabel(label: string): string | undefined {
  const [, plain] = /^oss-(?!accelerate)([a-z0-9-]+)$/.exec(label) ?? []
  return regions.get(label) ?? plain
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
  const [label, dual] = [hostLabel(own), `${own}.oss.`]
  if (host.startsWith(dual)) return `${scheme}${region}.oss.${host.slice(dual.length)}`
  const isOfRegion = host.startsWith(label) && /^(-internal)?(\.|:|$)/.test(host.slice(label.length))
  return isOfRegion ? `${scheme}${hostLabel(region)}${host.slice(label.length)}` : endpoint
}

/** Whether buckets are named in the path: an address can have none before it. */
export function isPathStyle({
  cname,
  endpoint,
  pathStyle,
}: Pick<Account, 'cname' | 'endpoint' | 'pathStyle'>): boolean {
  return cname === undefined && (pathStyle === true || /^(\[.*\]|[\d.]+)$/.test(new URL(endpoint).hostname))
}
