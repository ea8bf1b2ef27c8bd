import { OssError } from '../../oss/errors.ts'
/** Looks at what stands at a target, and holds it against all that was to be made there. */
import type { Attributes, Head, Listed, Ref, Tag } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { aclAt, headIfAny, ifAllowed, linkAt, statObject, tagsAt } from '../stat.ts'
import type { Proof } from '../types.ts'
import { hasJust } from './attributes.ts'
import { isOurs, type Mark } from './decisions.ts'
import { compareContent, type Side } from './verify.ts'

/** All that a target is to be. */
export type ExpectedTarget = {
  target: Ref
  /** What stood there when it was decided to write. */
  there: Mark | undefined
  /** Bytes, or the key that a link stands for. */
  content: Side | { link: string }
  /** Every header, pair and tag; an absent class, ACL or encryption was left to the bucket. */
  attributes: Attributes
}

/** The target, if it can only be what was asked for; whatever may not be looked at is no evidence. */
export async function findOurs(asked: () => Promise<ExpectedTarget>, ctx: PlanWorld): Promise<Proof | undefined> {
  const found = await findIfAllowed(asked, ctx)
  return found instanceof OssError ? undefined : found
}

/** The same; the refusal where the key may not look at all of it, or CORS hides some. @throws OssError */
export function findIfAllowed(
  asked: () => Promise<ExpectedTarget>,
  ctx: PlanWorld,
): Promise<Proof | undefined | OssError> {
  return ifAllowed(asked().then((all) => find(all, ctx)))
}

async function find(
  { target, there, content, attributes }: ExpectedTarget,
  ctx: PlanWorld,
): Promise<Proof | undefined> {
  const now = await statObject(ctx, target)
  if (!now) return undefined
  const isLink = 'link' in content
  const seen = isLink
    ? await lookAtLink(target, content.link, attributes, ctx)
    : await lookAtObject(target, now, content, attributes, ctx)
  const ours = seen && isOurs({ before: there, now, isLink, ...seen })
  return ours ? { ...seen.proof, etag: now.etag, modified: now.modified } : undefined
}

type Seen = { content: 'same' | 'different' | 'unknown'; asAsked: boolean; proof: Pick<Proof, 'crc64'> }

/** HeadObject answers for what a link points to: of its class only a listing would tell. */
async function lookAtLink(target: Ref, link: string, asked: Attributes, ctx: PlanWorld): Promise<Seen | undefined> {
  const pointsTo = await linkAt(target, ctx)
  if (pointsTo === undefined) return undefined
  const content = pointsTo === link ? 'same' : 'different'
  return { content, asAsked: content === 'same' && (await hasTagsAndAcl(target, asked, ctx)), proof: {} }
}

async function lookAtObject(
  target: Ref,
  now: Listed,
  side: Side,
  asked: Attributes,
  ctx: PlanWorld,
): Promise<Seen | undefined> {
  if (now.type === 'Symlink') return undefined
  const head = await headIfAny(ctx, target)
  if (head?.etag !== now.etag || head.modified !== now.modified) return undefined
  const content = compareContent(side, head)
  const asAsked = content === 'same' && hasHead(head, asked) && (await hasTagsAndAcl(target, asked, ctx))
  return { content, asAsked, proof: head.crc64 ? { crc64: head.crc64 } : {} }
}

/** Headers, metadata and class as asked; encryption where it was asked for. */
export function hasHead(head: Head, { headers, meta, storageClass, encryption }: Attributes): boolean {
  return (
    hasJust(head, { ...(headers && { headers }), ...(meta && { meta }) }) &&
    (storageClass === undefined || storageClass === head.storageClass) &&
    (encryption === undefined || sameEncryption(encryption, head.encryption))
  )
}

/** A key, or a cipher, that was not asked for is the account's own. */
export function sameEncryption(asked: Attributes['encryption'], is: Head['encryption']): boolean {
  const isSame = (name: 'keyId' | 'dataAlgorithm') => !asked?.[name] || asked[name] === is?.[name]
  return asked?.algorithm === is?.algorithm && isSame('keyId') && isSame('dataAlgorithm')
}

async function hasTagsAndAcl(at: Ref, { tags = [], acl = 'default' }: Attributes, ctx: PlanWorld): Promise<boolean> {
  const [itsTags, itsAcl] = await Promise.all([tagsAt(at, ctx), aclAt(at, ctx)])
  return itsAcl === acl && sameTags(itsTags, tags)
}

/** Tags are a set. */
export function sameTags(a: Tag[], b: Tag[]): boolean {
  const told = (tags: Tag[]) => JSON.stringify(tags.map(({ key, value }) => [key, value]).sort())
  return told(a) === told(b)
}
