import type { CopyOf, Ctx, PlanWorld } from '../ctx.ts'
import { CopyError } from '../problem.ts'
import { linkAt, statObject } from '../stat.ts'
import type { CopyTask } from '../types.ts'

/**
 * The key that the copy of a link stands for, when what it points to is copied along: that one's own copy, under whatever name it got. What
 * stays where it is is still pointed to, inside its bucket; in another one there is no such link.
 * @throws CopyError LinkAhead, LinkUndecided: not known yet; SourceChanged; DanglingLink; OssError
 */
export async function linkFor(task: CopyTask, ctx: Ctx): Promise<string> {
  const { source, target, pointsTo = '' } = task
  if ((await linkAt(source, ctx)) !== pointsTo)
    throw new CopyError('SourceChanged', `${source.key} points elsewhere than when it was planned`)
  const became = await copyOf(task, ctx)
  if (became.is === 'pending')
    throw new CopyError('LinkAhead', `${source.key} points to ${pointsTo}, which is not done`)
  if (became.is === 'undecided')
    throw new CopyError('LinkUndecided', `${source.key} points to ${pointsTo}, which is not decided about`)
  if (became.is === 'stays' && (await wouldDangle({ source, target, pointsTo }, ctx)))
    throw new CopyError('DanglingLink', `What ${source.key} points to is not in the other bucket`)
  const link = became.is === 'made' ? became.key : pointsTo
  if (link !== task.link) await ctx.save({ link })
  return link
}

/** One that points to itself does so under its new name. */
async function copyOf({ source, target, pointsTo = '', link = '' }: CopyTask, ctx: Ctx): Promise<CopyOf> {
  if (pointsTo === source.key) return { is: 'made', key: target.key }
  return ctx.copyOf ? ctx.copyOf({ ...source, key: pointsTo }) : { is: 'made', key: link }
}

/**
 * Whether a link that goes on saying the same loses in another bucket what it points to, or finds another object of that name there. One that
 * points to nothing in either loses nothing.
 * @throws OssError
 */
export async function wouldDangle(
  { source, target, pointsTo }: Pick<CopyTask, 'source' | 'target'> & { pointsTo: string },
  world: PlanWorld,
): Promise<boolean> {
  if (source.bucket === target.bucket) return false
  const places = [
    { ...source, key: pointsTo },
    { ...target, key: pointsTo },
  ]
  const found = await Promise.all(places.map((at) => statObject(world, at)))
  return found.some((one) => one !== undefined)
}
