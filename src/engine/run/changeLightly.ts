import { ask } from '../limits/ask.ts'
import { looking } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { aclAt, statObject, tagsAt } from '../stat.ts'
import type { Change, ChangeTask, Ctx, Proof } from '../types.ts'
import { sameTags } from './evidence.ts'

/**
 * Tags and ACL have requests of their own, which leave the content and everything else alone. The listing tells a link from what it
 * points to.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putobjecttagging
 * @throws OssError; CopyError SourceChanged, NotAsAsked
 */
export async function changeLightly(task: ChangeTask, ctx: Ctx): Promise<Proof> {
  const { source, change, expects, before } = task
  await requireSource(task, ctx)
  const is = await read(source, change, ctx)
  // A run that was stopped may have made a part of it.
  if (before ? !isPartly(is, before, change) : expects && !isAs(is, expects)) throw changedSince(task)
  if (!before) await ctx.save({ before: is })
  await give(task, ctx)
  return requireGiven(task, looking(ctx))
}

type Light = Pick<Change, 'tags' | 'acl'>

/** An ACL that an earlier run gave has changed the object's time. */
async function requireSource(task: ChangeTask, ctx: Ctx): Promise<void> {
  const { source, before } = task
  const there = await statObject(ctx, source)
  const isTheSame = there?.etag === source.etag && (before !== undefined || there.modified === source.modified)
  if (!isTheSame) throw changedSince(task)
}

function changedSince({ source }: ChangeTask): CopyError {
  return new CopyError('SourceChanged', `${source.key} has changed since it was read`)
}

async function read(at: ChangeTask['source'], { tags, acl }: Light, ctx: Ctx): Promise<Light> {
  return { ...(tags && { tags: await tagsAt(at, ctx) }), ...(acl && { acl: await aclAt(at, ctx) }) }
}

/** Each is what it was before, or what an earlier run made of it: else somebody else gave it, which no time shows. */
function isPartly(is: Light, before: Light, change: Light): boolean {
  return (['tags', 'acl'] as const).every((name) => {
    const [was, asked] = [{ [name]: before[name] }, { [name]: change[name] }]
    return isAs(is, was) || isAs(is, asked)
  })
}

function isAs(is: Light, { tags, acl }: Light): boolean {
  return (!tags || sameTags(is.tags ?? [], tags)) && (!acl || is.acl === acl)
}

/** Each may be repeated without harm. */
async function give({ source: at, change: { tags, acl } }: ChangeTask, ctx: Ctx): Promise<void> {
  if (tags) await ask(ctx, at, (oss, signal) => oss.putTags({ at, tags, signal }))
  if (acl) await ask(ctx, at, (oss, signal) => oss.putAcl({ at, acl, signal }))
}

async function requireGiven({ source, change }: ChangeTask, ctx: Ctx): Promise<Proof> {
  const [is, now] = [await read(source, change, ctx), await statObject(ctx, source)]
  if (!now || now.etag !== source.etag || !isAs(is, change))
    throw new CopyError('NotAsAsked', `${source.key} did not take everything that was asked`)
  return { etag: now.etag, modified: now.modified }
}
