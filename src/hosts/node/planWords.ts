/** A plan as a person reads it before it runs. */
import type { JobRequest, JobView } from '../../engine/jobs/types.ts'
import type { Change, Edit, Source } from '../../engine/types.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { sizeOf } from './progress.ts'

/** Whether a request may remove, edit or replace objects that are there: then a person is asked first. */
export function changesExisting(request: JobRequest): boolean {
  return request.do !== 'copy' || request.removeSource || !['skip', 'keepBoth'].includes(request.conflict)
}

/** Whether a plan does. */
export function writesOver({ request, groups }: Pick<JobView, 'request' | 'groups'>): boolean {
  const touching = ['replace', 'remove', 'change'] as const
  return isMove(request) || touching.some((group) => (groups[group]?.count ?? 0) > 0)
}

/** The buckets that nothing is left in, or only what a plan itself says is left out: that may be nothing. */
export function emptiedBuckets(request: JobRequest): string[] {
  if (request.do !== 'remove') return []
  return [...new Set(request.sources.filter(({ key }) => key === '').map(({ bucket }) => bucket))]
}

/** What will be done, one line each. */
export function planWords(view: JobView, accounts: Map<string, Account>): string[] {
  const { request, objects, bytes, counts, groups, refusals, hints } = view
  const of = (group: keyof typeof groups) => groups[group]?.count ?? 0
  const copies = of('new') + of('replace') + of('keepBoth')
  const removes = of('remove') + (isMove(request) ? copies : 0)
  const billed = Object.values(hints).length > 0
  return [
    `The plan has ${objects} objects.`,
    ...placeWords(request, accounts),
    ...line(copies, `are copied, ${sizeOf(bytes)}`),
    ...line(
      of('change'),
      `are edited in place${request.do === 'change' ? `: ${editWords(request.edit ?? request.change)}` : ''}`,
    ),
    ...line(of('replace'), 'replace an object at the destination'),
    ...line(removes, 'are deleted where they are now'),
    ...line(of('outside'), 'are left: the condition of the plan does not hold for them'),
    ...line(of('asAsked'), 'are left: they are as the plan asks'),
    ...line(of('skip'), 'are skipped: the destination already exists'),
    ...line(counts.conflict, 'are left: the destination already exists, and the plan asks'),
    ...Object.entries(refusals).flatMap(([reason, count]) => line(count ?? 0, `can't be done: ${reason}`)),
    ...(billed ? ['  OSS bills retrieval or early deletion for the storage class of some of them.'] : []),
  ]
}

const fewSources = 5

/** Where it reads and writes, and which host gets the requests of which key. */
function placeWords(request: JobRequest, accounts: Map<string, Account>): string[] {
  const asked = request.do === 'undo' ? request.of : request
  const more = asked.sources.length - fewSources
  return [
    ...asked.sources.slice(0, fewSources).map((source) => `  from ${partOf(source)}${placeOf(source)}`),
    ...(more > 0 ? [`  and from ${more} more`] : []),
    ...('target' in asked ? [`  to ${placeOf(asked.target)}`] : []),
    ...[...accounts.values()].map(({ accessKeyId, endpoint }) => `  with the key ${accessKeyId} at ${endpoint}`),
  ]
}

/** How much of what lies below a source is meant. */
function partOf({ key, scope }: Pick<Source, 'key' | 'scope'>): string {
  if (scope?.count === 0) return 'what matches in '
  if (scope) return `what was chosen (${scope.count} rows) of `
  return key ? '' : 'everything in '
}

function placeOf({ bucket, key, region }: Ref): string {
  return `oss://${bucket}/${key} in ${region}`
}

function editWords({ headers = {}, meta = {}, tags, acl, storageClass, encryption }: Change | Edit): string {
  return [
    ...Object.keys(headers),
    ...Object.keys(meta).map((name) => `metadata ${name}`),
    ...(tags ? ['tags'] : []),
    ...(acl ? [`ACL ${acl}`] : []),
    ...(storageClass ? [`class ${storageClass}`] : []),
    ...(encryption === undefined ? [] : ['encryption']),
  ].join(', ')
}

function isMove(request: JobRequest): boolean {
  const asked = request.do === 'undo' ? request.of : request
  return asked.do === 'copy' && asked.removeSource
}

function line(count: number, words: string): string[] {
  return count > 0 ? [`  ${count} ${words}`] : []
}
