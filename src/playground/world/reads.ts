import type { DataTag, QueryClient, QueryKey } from '@tanstack/react-query'
import { bucketsQuery, type KnownBucket } from '../../app/queries/queries.ts'
import { OssError, type OssErrorFacts } from '../../oss/errors.ts'
import type { Account } from '../../oss/types.ts'
import { me } from './accounts.ts'
import { buckets } from './objects.ts'

/** ms since 1970; what was read then is never old. */
const fresh = Date.now() + 1e11

/** What the page asks, by which it also knows what it gets. */
type Asked<Data> = { queryKey: DataTag<QueryKey, Data, Error> }

/** As if it had just been read. */
export function read<Data>(client: QueryClient, { queryKey }: Asked<Data>, data: NoInfer<Data>): void {
  client.setQueryData<unknown>(queryKey as QueryKey, data, { updatedAt: fresh })
}

export function readBuckets(client: QueryClient, of: KnownBucket[] = buckets, account: Account = me): void {
  read(client, bucketsQuery(account), of)
}

/** As if it had just been asked for in vain; `data` is what there was before. */
export function failed<Data>(client: QueryClient, asked: Asked<Data>, error: OssError, data?: NoInfer<Data>): void {
  const queryKey: QueryKey = asked.queryKey
  const query = client.getQueryCache().build(client, { queryKey })
  const had = data === undefined ? {} : { data, dataUpdatedAt: fresh }
  query.setState({ ...had, status: 'error', error, fetchStatus: 'idle', errorUpdatedAt: fresh, errorUpdateCount: 1 })
}

type Facts = Pick<OssErrorFacts, 'operation' | 'resource'> & Partial<OssErrorFacts>

export const denied = (facts: Facts) =>
  new OssError({
    kind: 'http',
    code: 'AccessDenied',
    message: 'You have no right to access this object because of bucket acl.',
    status: 403,
    requestId: '65A1F0E2B3',
    bucket: 'ferry-photos',
    ...facts,
  })

export const noAnswer = (facts: Facts) =>
  new OssError({ kind: 'network', code: 'NetworkError', message: 'No answer', ...facts })

export const gone = (facts: Facts) =>
  new OssError({
    ...{ kind: 'http', code: 'NoSuchBucket', message: 'The specified bucket does not exist.', status: 404 },
    ...facts,
  } as OssErrorFacts)
