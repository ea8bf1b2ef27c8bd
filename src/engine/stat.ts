import { isHidden } from '../oss/direct/hidden.ts'
import { OssError } from '../oss/errors.ts'
import type { Acl, Head, HeadFacts, Listed, ListPosition, Ref, Tag } from '../oss/types.ts'
import type { PlanWorld } from './ctx.ts'
import { ask } from './limits/ask.ts'
import { CopyError } from './problem.ts'
import type { Pinned } from './types.ts'

/**
 * What the listing says of one key, or undefined if it is not there. Not HeadObject: that follows links, and does not tell the
 * type of what is listed.
 */
export async function statObject(world: PlanWorld, at: Ref): Promise<Listed | undefined> {
  const first = await firstBelow(world, at)
  return first?.key === at.key ? first : undefined
}

/** The first object below a prefix, or the first behind the key `after`; undefined if there is none. */
export async function firstBelow(world: PlanWorld, at: Ref, after?: string): Promise<Listed | undefined> {
  for (let token: ListPosition | undefined; ; ) {
    const from: { token?: ListPosition; after?: string } = token ? { token } : after === undefined ? {} : { after }
    const page = await ask(world, at, (oss, signal) => oss.list({ at, ...from, limit: 1, signal }))
    // A page may hold nothing, and still not be the last.
    if (page.objects[0] || page.next === undefined) return page.objects[0]
    token = page.next
  }
}

/** The head of an object that must still be the one that was planned. */
export async function headOf(world: PlanWorld, source: Pinned): Promise<Head> {
  return asPlanned(await ask(world, source, (oss, signal) => oss.head({ at: source, signal })), source)
}

/** The same where nothing is asked of its user metadata, which CORS may hide. */
export async function factsOf(world: PlanWorld, source: Pinned): Promise<HeadFacts> {
  return asPlanned(await ask(world, source, (oss, signal) => oss.headFacts({ at: source, signal })), source)
}

/** Of a link the head tells the time of what it points to. */
function asPlanned<Told extends HeadFacts>(head: Told, source: Pinned): Told {
  const isChanged = head.etag !== source.etag || (source.type !== 'Symlink' && head.modified !== source.modified)
  if (isChanged) throw sourceChanged(source)
  return head
}

export function sourceChanged({ key }: Pick<Ref, 'key'>, cause?: unknown): CopyError {
  return new CopyError('SourceChanged', `${key} has changed since it was planned`, cause)
}

/** The head of an object, or undefined if there is none. */
export function headIfAny(world: PlanWorld, at: Ref): Promise<Head | undefined> {
  return ifAny(ask(world, at, (oss, signal) => oss.head({ at, signal })))
}

/** The same where nothing is asked of its user metadata. */
export function factsIfAny(world: PlanWorld, at: Ref): Promise<HeadFacts | undefined> {
  return ifAny(ask(world, at, (oss, signal) => oss.headFacts({ at, signal })))
}

async function ifAny<Told>(look: Promise<Told>): Promise<Told | undefined> {
  try {
    return await look
  } catch (error) {
    if (error instanceof OssError && error.status === 404) return undefined
    throw error
  }
}

/** What a look tells; the refusal where the key may not look, or CORS hides what it would see. @throws OssError for every other failure */
export async function ifAllowed<Told>(look: Promise<Told>): Promise<Told | OssError> {
  try {
    return await look
  } catch (error) {
    if (error instanceof OssError && (isHidden(error) || error.status === 403)) return error
    throw error
  }
}

/** The key that a link stands for; undefined where there is no link. */
export async function linkAt(at: Ref, ctx: PlanWorld): Promise<string | undefined> {
  try {
    return await ask(ctx, at, (oss, signal) => oss.getSymlink({ at, signal }))
  } catch (error) {
    if (error instanceof OssError && (error.status === 404 || error.status === 400)) return undefined
    throw error
  }
}

/** The tags of an object. @throws OssError, also where the key may not read them */
export function tagsAt(at: Ref, ctx: PlanWorld): Promise<Tag[]> {
  return ask(ctx, at, (oss, signal) => oss.getTags({ at, signal }))
}

/** The own ACL of an object; `default` inherits its bucket's. @throws OssError */
export function aclAt(at: Ref, ctx: PlanWorld): Promise<Acl> {
  return ask(ctx, at, (oss, signal) => oss.getAcl({ at, signal }))
}
