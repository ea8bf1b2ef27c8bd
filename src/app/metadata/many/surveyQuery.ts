import { queryOptions, experimental_streamedQuery as streamedQuery } from '@tanstack/react-query'
import type { Source } from '../../../engine/types.ts'
import type { Account } from '../../../oss/types.ts'
import type { Row } from '../../listing/rows.ts'
import { queryKeys } from '../../queries/queryKeys.ts'
import { survey } from './survey.ts'
import { emptySurvey, type Survey } from './valueCounts.ts'

/** What the objects of a form are now, read once for it; it grows as they are read. */
export function surveyQuery(account: Account, sources: readonly Source[], rows: readonly Row[]) {
  const picked = new Map(rows.flatMap((row) => (row.is === 'object' ? [[row.key, row] as const] : [])))
  return queryOptions({
    queryKey: queryKeys.survey(account, sources),
    queryFn: streamedQuery<Survey, Survey>({
      streamFn: ({ signal }) => survey(account, sources, picked, signal),
      refetchMode: 'replace',
      reducer: (_, found) => found,
      initialValue: emptySurvey,
    }),
    structuralSharing: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}
