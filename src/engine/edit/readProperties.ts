import { OssError } from '../../oss/errors.ts'
import type { PlanWorld } from '../ctx.ts'
import { readObject } from '../run/relay.ts'
import { aclAt, headIfAny, tagsAt } from '../stat.ts'
import type { Edit, Pinned, When } from '../types.ts'
import type { ObjectProperties } from './edited.ts'
import { firstBytes } from './typeOfBytes.ts'

/** Whether the first bytes of an object decide what becomes of it. What is encoded proves nothing but that. */
export function needsBytes({ headers }: Edit, is: Pick<ObjectProperties, 'headers'>): boolean {
  const encoding = is.headers['Content-Encoding']?.trim() ?? ''
  return headers?.['Content-Type']?.do === 'byContent' && /^(identity)?$/i.test(encoding)
}

/** Reads them, of the very object that was listed. @throws OssError; 412 where it is another one by now */
export async function firstBytesOf(source: Pinned, world: PlanWorld): Promise<Uint8Array> {
  const to = Math.min(source.size, firstBytes)
  return to === 0 ? new Uint8Array() : readObject(source, { from: 0, to }, world)
}

/** What only HeadObject tells, which of a link answers for what that points to. */
export function needsHead({ headers, meta, encryption }: Edit, when: When = {}): boolean {
  return Boolean(headers ?? meta ?? when.headers ?? when.meta) || encryption !== undefined
}

/**
 * Reads of an object what an edit, and its condition, is about: a request each for head, tags and ACL, none for its class.
 * @returns undefined where the object is gone. @throws OssError
 */
export async function readProperties(
  source: Pinned,
  { edit, when }: { edit: Edit; when?: When },
  world: PlanWorld,
): Promise<ObjectProperties | undefined> {
  const { storageClass } = source
  try {
    const [head, tags, acl] = await Promise.all([
      needsHead(edit, when) ? headIfAny(world, source) : { headers: {}, meta: {} },
      (edit.tags ?? when?.tags) && tagsAt(source, world),
      edit.acl && aclAt(source, world),
    ])
    return head && { ...head, storageClass, tags, acl }
  } catch (error) {
    if (error instanceof OssError && error.status === 404) return undefined
    throw error
  }
}
