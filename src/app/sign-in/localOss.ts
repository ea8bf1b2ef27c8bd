import { findWay } from '../../oss/direct/way.ts'
import type { Account } from '../../oss/types.ts'

export type LocalOss = Pick<Account, 'endpoint' | 'region' | 'accessKeyId' | 'accessKeySecret'>

/** The local OSS of the program that serves this page; null where there is none. */
export async function findLocalOss(): Promise<LocalOss | null> {
  if ((await findWay()) === 'direct') return null
  const response = await fetch('/local-oss.json').catch(() => undefined)
  const isJson = response?.headers.get('content-type')?.includes('json')
  return response?.ok && isJson ? localOssIn(await response.json()) : null
}

/** Another program may answer on this port. */
function localOssIn(answer: Partial<LocalOss> | null): LocalOss | null {
  const { endpoint, region, accessKeyId, accessKeySecret } = answer ?? {}
  const isText = (value: unknown) => typeof value === 'string'
  return [endpoint, region, accessKeyId, accessKeySecret].every(isText) ? (answer as LocalOss) : null
}
