import { OssError } from './errors.ts'

/**
 * What OSS takes for a name. Names become parts of a host, so that one that breaks the rules could name another host.
 * @see https://help.aliyun.com/zh/oss/user-guide/bucket-naming-conventions
 */

/** 3 to 63 of a-z, 0-9 and `-`, which neither begins nor ends it. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)
}

/** `cn-hangzhou`, `us-west-1`: one label of a host, which stands behind `oss-`. */
export function isRegionName(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= 48
}

/**
 * Regions and buckets are labels of a host: a store that lies about them must not choose another one for what is signed. No more is asked of
 * what a store says, since some names are older than the rules.
 * @throws OssError UnexpectedAnswer
 */
export function requireLabel(name: string): void {
  if (/^[a-z0-9_-]{1,63}$/i.test(name)) return
  const message = `${JSON.stringify(name)} is no name of a region or bucket`
  throw new OssError({ kind: 'protocol', code: 'UnexpectedAnswer', message, operation: 'Sign', resource: '' })
}
