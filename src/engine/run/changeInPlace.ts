import type { Oss } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { sameTags } from '../evidence/evidence.ts'
import { markOf } from '../evidence/made.ts'
import { mayHaveHappened, withRetry } from '../limits/ask.ts'
import { lookThenWrite } from '../limits/lookThenWrite.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { aclAt, statObject, tagsAt } from '../stat.ts'
import type { Change, ChangeTask, Proof } from '../types.ts'

/**
 * Tags and ACL have requests of their own, which leave the content and everything else alone. The listing tells a link from what it
 * points to.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putobjecttagging
 * @throws OssError; CopyError SourceChanged, NotAsAsked
 */
export async function changeInPlace(task: ChangeTask, ctx: Ctx): Promise<Proof> {
  const { change, expects, before } = task
  const is = await readSource(task, { ...expects, ...change }, ctx)
  if (before ? !isPartly(is, before, change) || !stillMeant(is, task) : !isAs(is, expects ?? {}))
    throw changedSince(task)
  const former = before ?? previousValues(is, change)
  if (!before) await ctx.save({ before: former })
  return giveAll(task, former, ctx)
}

type Light = Pick<Change, 'tags' | 'acl'>
type Asked = { [Name in keyof Light]: Light[Name] | undefined }

/** A run that was stopped may have made a part of it; what it leaves alone, as the tags that a rule asks for, is as the plan saw it, or all is made. */
function stillMeant(is: Light, { change, expects = {} }: ChangeTask): boolean {
  const { tags, acl } = expects
  return isAs(is, change) || isAs(is, { ...(!change.tags && tags && { tags }), ...(!change.acl && acl && { acl }) })
}

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

/** The ACL before the look at the object, whose time tells who gave it one meanwhile; tags, which nothing else shows, last of all. */
async function readSource(task: ChangeTask, { tags, acl }: Light, ctx: Ctx): Promise<Light> {
  const is = await read(task.source, { acl }, ctx)
  await requireSource(task, ctx)
  return { ...is, ...(await read(task.source, { tags }, ctx)) }
}

async function read(at: ChangeTask['source'], { tags, acl }: Asked, ctx: Ctx): Promise<Light> {
  return { ...(acl && { acl: await aclAt(at, ctx) }), ...(tags && { tags: await tagsAt(at, ctx) }) }
}

/** Of all that was read what the change names. */
function previousValues({ tags, acl }: Light, change: Light): Light {
  return { ...(change.tags && tags && { tags }), ...(change.acl && acl && { acl }) }
}

/** Each is what it was before, or what an earlier run made of it: else somebody else gave it, which no time shows. */
function isPartly(is: Light, before: Light, change: Light): boolean {
  const names = (['tags', 'acl'] as const).filter((name) => change[name] !== undefined)
  return names.every((name) => isAs(is, { [name]: before[name] }) || isAs(is, { [name]: change[name] }))
}

function isAs(is: Light, { tags, acl }: Light): boolean {
  return (!tags || sameTags(is.tags ?? [], tags)) && (!acl || is.acl === acl)
}

/** What was given of it, though not all, or may have been, is noted: an undo takes it back. */
async function giveAll(task: ChangeTask, before: Light, ctx: Ctx): Promise<Proof> {
  let [isGiven, isInDoubt] = [false, false]
  const heard = (error: unknown) => {
    isInDoubt ||= mayHaveHappened(error)
    throw error
  }
  try {
    for (const gift of gifts(task)) {
      await giveOne(task, before, { ...gift, isRead: !isGiven, heard }, ctx)
      isGiven = true
    }
    return await requireGiven(task, withLookSignal(ctx))
  } catch (error) {
    const { source } = task
    if (isGiven || isInDoubt) await ctx.save({ made: { etag: source.etag, of: markOf(source) } })
    throw error
  }
}

/** `isRead`: what is there was read a moment ago. `heard` is told of each try that failed, and throws that again. */
type Gift = {
  of: Light
  isRead: boolean
  send: (oss: Oss, signal: AbortSignal) => Promise<void>
  heard: (error: unknown) => never
}

/** Each may be repeated without harm, as long as nobody else has given it something meanwhile. */
function giveOne(task: ChangeTask, before: Light, { of, isRead, send, heard }: Gift, ctx: Ctx): Promise<void> {
  let isFirst = true
  const look = async (own: Ctx) => {
    // From the first try on the object may have a time that we gave it.
    const seen = isFirst ? task : { ...task, before }
    if (!isFirst || !isRead) await requireUntouched(seen, before, of, own)
    isFirst = false
    return true
  }
  return withRetry(ctx, () => lookThenWrite(ctx, look, (own) => write(own, task.source, send).catch(heard)))
}

async function requireUntouched(task: ChangeTask, before: Light, of: Light, ctx: Ctx): Promise<void> {
  if (!isPartly(await readSource(task, of, ctx), before, of)) throw changedSince(task)
}

function gifts({ source: at, change: { tags, acl } }: ChangeTask): Pick<Gift, 'of' | 'send'>[] {
  return [
    ...(tags ? [{ of: { tags }, send: (oss: Oss, signal: AbortSignal) => oss.putTags({ at, tags, signal }) }] : []),
    ...(acl ? [{ of: { acl }, send: (oss: Oss, signal: AbortSignal) => oss.putAcl({ at, acl, signal }) }] : []),
  ]
}

async function requireGiven({ source, change }: ChangeTask, ctx: Ctx): Promise<Proof> {
  const [is, now] = [await read(source, change, ctx), await statObject(ctx, source)]
  if (!now || now.etag !== source.etag || !isAs(is, change))
    throw new CopyError('NotAsAsked', `${source.key} did not take everything that was asked`)
  return { etag: now.etag, modified: now.modified }
}
