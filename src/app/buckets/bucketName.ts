/** What OSS would refuse in a bucket's name. @see https://help.aliyun.com/zh/oss/user-guide/bucket-naming-conventions */
export function bucketNameProblem(name: string): 'length' | 'characters' | 'ends' | undefined {
  if (name.length < 3 || name.length > 63) return 'length'
  if (!/^[a-z0-9-]+$/.test(name)) return 'characters'
  return /^-|-$/.test(name) ? 'ends' : undefined
}
