import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { JobView } from '../../../engine/jobs/types.ts'
import { readTasks } from '../../../hosts/page/store.ts'
import { togetherOf } from '../../../oss/policy.ts'
import type { Right } from '../../../oss/rights.ts'
import { MissingRights } from '../../../ui/notices/MissingRights.tsx'

/** So many failed objects are looked at: more hardly lie elsewhere, and none of them is named by itself. */
const most = 1000

type LackedRightsProps = { view: JobView; sample: readonly Right[] }

/** What the failed objects of a job lack together; that of the first until they are read. */
export function LackedRights({ view, sample }: LackedRightsProps) {
  const { id, counts, ended } = view
  const { data } = useQuery({
    queryKey: ['lacked', id, counts.failed, ended],
    queryFn: async () => {
      const failed = await readTasks({ job: id, state: 'failed', from: 0, limit: most })
      return togetherOf(failed.flatMap(({ problem }) => problem?.lacks ?? []))
    },
    placeholderData: keepPreviousData,
  })
  return <MissingRights rights={data ?? sample} />
}
