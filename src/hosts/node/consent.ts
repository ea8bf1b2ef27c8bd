/** Who says yes to what a plan removes, edits or writes over. */
import type { JobRequest } from '../../engine/jobs/types.ts'
import type { Source } from '../../engine/types.ts'
import type { Options } from './arguments.ts'
import { CannotBegin } from './cannotBegin.ts'
import { changesExisting, emptiedBuckets } from './planWords.ts'
import type { ActiveSession } from './session.ts'
import { ask, askFor, isInteractive, type Terminal } from './terminal.ts'

/** `given`: by an option, in an earlier run of this plan, or there is nothing to ask; `asks`: a person sits here; `nobody` does. */
export type Consent = 'given' | 'asks' | 'nobody'

/**
 * Whether there is a yes before the plan is made. That of an earlier run is in the journal.
 * @throws CannotBegin where the plan is sure to want a yes, and nobody can be asked.
 */
export async function consentTo(id: string, request: JobRequest, session: ActiveSession): Promise<Consent> {
  const { options, terminal, journal } = session
  if ((await journal.figures(id))?.confirmed || isGiven(request, options)) return 'given'
  if (isInteractive(terminal)) return 'asks'
  const bucket = emptiedBuckets(request).find((name) => !options.emptyBuckets.includes(name))
  if (bucket)
    throw new CannotBegin(
      emptied(bucket, request),
      `There is no terminal to ask in: it requires --empty-bucket ${bucket}.`,
    )
  if (request.do !== 'copy' || request.removeSource) throw wantsYes(options)
  // What is there already is left, and said.
  return request.conflict === 'ask' ? 'given' : 'nobody'
}

function isGiven(request: JobRequest, { yes, emptyBuckets }: Options): boolean {
  const buckets = emptiedBuckets(request)
  if (buckets.length > 0) return buckets.every((bucket) => emptyBuckets.includes(bucket))
  return yes || !changesExisting(request)
}

export function wantsYes({ verb }: Options): CannotBegin {
  return new CannotBegin(
    `This ${verb} deletes, edits, or overwrites objects. There is no terminal to ask in: ${verb} requires --yes.`,
  )
}

function emptied(bucket: string, { sources }: JobRequest): string {
  const butSome = sources.some(({ scope }: Source) => scope) ? ' but what it leaves out' : ''
  return `This plan deletes EVERYTHING in the bucket ${bucket}${butSome}.`
}

/** For a whole bucket its name is to be typed. */
export async function askAbout(
  request: JobRequest,
  { terminal }: Pick<ActiveSession, 'terminal'>,
  signal: AbortSignal,
) {
  const buckets = emptiedBuckets(request)
  if (buckets.length === 0) return ask(terminal, 'Continue?', signal)
  for (const bucket of buckets)
    if (!(await namesBucket(bucket, emptied(bucket, request), terminal, signal))) return false
  return true
}

function namesBucket(bucket: string, why: string, terminal: Terminal, signal: AbortSignal): Promise<boolean> {
  return askFor(terminal, bucket, `${why} Type the name of the bucket to continue:`, signal)
}
