import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { JobView } from '../../../engine/jobs/types.ts'
import { readTasks, readUnfinished } from '../../../hosts/page/store.ts'
import { togetherOf } from '../../../oss/policy.ts'
import type { Right } from '../../../oss/rights.ts'
import { MissingRights } from '../../../ui/notices/MissingRights.tsx'

/** So many failed objects are looked at: more hardly lie elsewhere, and none of them is named by itself. */
const most = 1000

/** `of`: why its objects failed, or why what it had begun could not be cleared away. */
type LackedRightsProps = { view: JobView; of: 'problem' | 'left'; sample: readonly Right[] }

/** What the objects of a job lack together; that of the first until they are read. */
export function LackedRights({ view, of, sample }: LackedRightsProps) {
  const { id, counts, unfinished, ended } = view
  const { data } = useQuery({
    queryKey: ['lacked', id, of, counts.failed, unfinished, ended],
    queryFn: async () => {
      const tasks = await (of === 'left'
        ? readUnfinished(id)
        : readTasks({ job: id, state: 'failed', from: 0, limit: most }))
      return togetherOf(tasks.flatMap((task) => task[of]?.lacks ?? []))
    },
    placeholderData: keepPreviousData,
  })
  return <MissingRights rights={data ?? sample} />
}
