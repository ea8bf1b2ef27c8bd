import { queryOptions } from '@tanstack/react-query'
import type { Account } from '../oss/types.ts'

export type LocalOss = Pick<Account, 'endpoint' | 'region' | 'accessKeyId' | 'accessKeySecret'>

/** The local OSS of the program that serves this page; null where there is none. */
export const localOss = queryOptions({
  queryKey: ['local-oss'],
  queryFn: async ({ signal }): Promise<LocalOss | null> => {
    const response = await fetch('/local-oss.json', { signal })
    const isJson = response.headers.get('content-type')?.includes('json')
    return response.ok && isJson ? ((await response.json()) as LocalOss) : null
  },
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
})
