/** A plan as a person reads it before it runs. */
import type { JobRequest, JobView } from '../../engine/jobs/types.ts'
import { sizeOf } from './progress.ts'

/** Whether a plan may remove, edit or replace objects that are there: then a person is asked first. */
export function touchesWhatIsThere(request: JobRequest): boolean {
  return (
    request.do !== 'copy' || request.removeSource || (request.conflict !== 'skip' && request.conflict !== 'keepBoth')
  )
}

/** What will be done, one line each. */
export function planWords({ request, objects, bytes, counts, groups, refusals, hints }: JobView): string[] {
  const of = (group: keyof typeof groups) => groups[group]?.count ?? 0
  const copies = of('new') + of('replace') + of('keepBoth')
  const removes = of('remove') + (isMove(request) ? copies : 0)
  const billed = Object.values(hints).length > 0
  return [
    `The plan has ${objects} objects.`,
    ...line(copies, `are copied, ${sizeOf(bytes)}`),
    ...line(of('change'), 'are edited in place'),
    ...line(of('replace'), 'replace what is at their target'),
    ...line(removes, 'are removed where they are now'),
    ...line(counts.skipped, 'are skipped: their target is there'),
    ...line(counts.conflict, 'are left: their target is there, and the plan asks'),
    ...Object.entries(refusals).flatMap(([reason, count]) => line(count ?? 0, `can't be done: ${reason}`)),
    ...(billed ? ['  Some are of a class for which OSS bills retrieval or early deletion.'] : []),
  ]
}

function isMove(request: JobRequest): boolean {
  const asked = request.do === 'undo' ? request.of : request
  return asked.do === 'copy' && asked.removeSource
}

function line(count: number, words: string): string[] {
  return count > 0 ? [`  ${count} ${words}`] : []
}
