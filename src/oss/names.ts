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
