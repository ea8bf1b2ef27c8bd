import { queryOptions } from '@tanstack/react-query'
import type { Account } from '../oss/types.ts'

export type LocalOss = Pick<Account, 'endpoint' | 'region' | 'accessKeyId' | 'accessKeySecret'>

/** The local OSS of the program that serves this page; null where there is none. */
export const localOss = queryOptions({
  queryKey: ['local-oss'],
  queryFn: async ({ signal }): Promise<LocalOss | null> => {
    const response = await fetch('/local-oss.json', { signal })
    const isJson = response.headers.get('content-type')?.includes('json')
    return response.ok && isJson ? localOssIn(await response.json()) : null
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})

/** Another program may answer on this port. */
function localOssIn(answer: Partial<LocalOss> | null): LocalOss | null {
  const { endpoint, region, accessKeyId, accessKeySecret } = answer ?? {}
  const isText = (value: unknown) => typeof value === 'string'
  return [endpoint, region, accessKeyId, accessKeySecret].every(isText) ? (answer as LocalOss) : null
}
