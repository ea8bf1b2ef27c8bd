import type { Account } from '../oss/types.ts'

export type LocalOss = Pick<Account, 'endpoint' | 'region' | 'accessKeyId' | 'accessKeySecret'>

/** The local OSS of the program that serves this page; null where there is none. */
export async function findLocalOss(): Promise<LocalOss | null> {
  const response = await fetch('/local-oss.json').catch(() => undefined)
  const isJson = response?.headers.get('content-type')?.includes('json')
  return response?.ok && isJson ? ((await response.json()) as LocalOss) : null
}
