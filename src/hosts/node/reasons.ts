/** Why objects of a job were not done, and which of its prefixes were empty. */
import type { Journal } from '../../engine/jobs/journal/journal.ts'
import type { JobView, StoredTask } from '../../engine/jobs/types.ts'
import { isPrefix } from '../../engine/keys.ts'
import type { Problem, Refusal } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { remedyOf } from './remedies.ts'

const chunk = 1000

/** A line for each reason: how many, and the first of them; below it the rights that this one lacks. What could not be cleared away comes last. */
export async function reasonsOf(journal: Journal, { id, problems, refusals, left }: JobView): Promise<string[]> {
  const failed = await firstOfEach(journal, id, Object.keys(problems))
  const refused = await Promise.all(
    Object.entries(refusals).map(async ([reason, count]) => {
      const [sample] = await journal.page({ job: id, group: reason as Refusal, from: 0, limit: 1 })
      return lineOf(reason, count ?? 0, sample)
    }),
  )
  return [
    ...Object.entries(problems).map(([code, { count }]) => lineOf(code, count, failed.get(code))),
    ...refused,
    ...(left?.count ? leftLines(left) : []),
  ].flat()
}

function lineOf(reason: string, count: number, sample: StoredTask | undefined): string[] {
  const told = sample && [JSON.stringify(sample.source.key), sample.problem?.message].filter(Boolean).join(': ')
  const remedy = sample?.problem && remedyOf(sample.problem)
  return [
    `${count} ${reason}${told ? `, for example ${told}` : ''}`,
    ...(remedy ? [`  ${remedy}`] : []),
    ...rightLines(sample?.problem),
  ]
}

function leftLines({ count, sample }: NonNullable<JobView['left']>): string[] {
  return [`${count} begun and not cleared away: ${sample.code}: ${sample.message}`, ...rightLines(sample)]
}

/** To allow what a Deny refuses would change nothing. */
export function rightLines(problem: Problem | undefined): string[] {
  return (problem?.lacks ?? []).map(({ action, resource, isDenied }) =>
    isDenied
      ? `  a Deny refuses ${action} on ${JSON.stringify(resource)}: it must be removed or narrowed`
      : `  needs ${action} on ${JSON.stringify(resource)}`,
  )
}

async function firstOfEach(journal: Journal, job: string, codes: string[]): Promise<Map<string, StoredTask>> {
  const found = new Map<string, StoredTask>()
  for (let after = -1, left = codes.length > 0; left && found.size < codes.length; ) {
    const tasks = await journal.next({ job, state: 'failed', after, limit: chunk })
    for (const task of tasks) if (task.problem && !found.has(task.problem.code)) found.set(task.problem.code, task)
    after = tasks.at(-1)?.n ?? after
    left = tasks.length === chunk
  }
  return found
}

/** The prefixes of a plan below which nothing was found: a name that is misspelt looks just so. */
export async function emptyPrefixes(journal: Journal, { id, request, objects }: JobView): Promise<Ref[]> {
  const prefixes = request.do === 'undo' ? [] : request.sources.filter(({ key }) => isPrefix(key))
  if (objects === 0) return prefixes
  if (prefixes.length === request.sources.length && prefixes.length < 2) return []
  const unseen = new Set(prefixes)
  for (let from = 0; unseen.size > 0 && from < objects; from += chunk)
    for (const { source } of await journal.page({ job: id, from, limit: chunk }))
      for (const prefix of unseen)
        if (prefix.bucket === source.bucket && source.key.startsWith(prefix.key)) unseen.delete(prefix)
  return [...unseen]
}
