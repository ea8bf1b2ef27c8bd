import type { Attributes, Copied, HeaderBytes, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { type ExpectedTarget, findOurs } from '../evidence/evidence.ts'
import { knownClass } from '../knownClass.ts'
import { withLookSignal } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { crc64 } from '../run/crc64.ts'
import { requireNoOld } from '../standing/standing.ts'
import type { Proof } from '../types.ts'
import { isUnchanged, type ObjectSnapshot, readSnapshot } from './snapshot.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/** A text that a person wrote while they saw something of the store. */
export type TextSave = {
  at: Ref
  text: string
  /** What they saw at the key and want to be replaced; undefined where they saw that nothing is there. */
  over: ObjectSnapshot | undefined
  /** Whose headers, metadata, tags, ACL, class and encryption the text gets: a put forgets them. */
  like: ObjectSnapshot
  /** Another Content-Type than that of `like`. */
  type?: HeaderBytes | undefined
  /** Texts of the same person that were sent before and got no answer: what stands there may be one of them. */
  tried?: readonly string[]
}

/** ms: a text of some MB over a slow line. */
const saveTimeout = 300_000

/**
 * Puts a text in the place of what the person saw, and looks whether it stands there. OSS takes no condition on the target of a put, so it
 * is looked at right before.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putobject
 * @throws CopyError SourceChanged where another object, or the same with other metadata, tags or ACL, stands there; TargetExists where
 * nothing was to; NullVersion where an older version would be lost; CopyGone where something else took its place at once; OssError, also where tags or ACL may not be read: then nothing
 * was written.
 */
export function saveText(save: TextSave, world: SingleWorld): Promise<Proof> {
  const { at, text, over, tried = [] } = save
  const body = new Blob([text])
  const attributes = attributesOf(save)
  const request = { at, body, attributes, forbidOverwrite: !over, timeout: saveTimeout }
  return writeSingle<Proof, Copied>(
    {
      at,
      async check() {
        await requireNoOld(at, world)
        await requireSeen(save, world)
      },
      send: (oss, signal) => oss.put({ ...request, signal }),
      find: () => find(save, over, withLookSignal(world)),
      made: async () => (await find(save, undefined, withLookSignal(world))) ?? replaced(at),
      mayBeMade: tried.includes(text),
    },
    world,
  )
}

async function requireSeen(save: TextSave, world: PlanWorld): Promise<void> {
  const { at, over, tried = [] } = save
  const now = await readSnapshot(at, world)
  if (isUnchanged(over, now)) return
  for (const text of tried) if (await find({ ...save, text }, over, world)) return
  if (over) throw new CopyError('SourceChanged', `${at.key} has changed since it was read`)
  throw new CopyError('TargetExists', `${at.key} is there already`)
}

/** The text, if it stands there just as it was to be. */
function find(save: TextSave, before: ObjectSnapshot | undefined, world: PlanWorld): Promise<Proof | undefined> {
  const bytes = new TextEncoder().encode(save.text)
  const content = { size: bytes.length, crc64: String(crc64(bytes)) }
  const asked: ExpectedTarget = { target: save.at, there: before?.mark, content, attributes: attributesOf(save) }
  return findOurs(async () => asked, world)
}

function attributesOf({ at, like: { head, tags, acl }, type }: TextSave): Attributes {
  const { headers, meta, storageClass, encryption } = head ?? {}
  return {
    headers: { ...headers, ...(type !== undefined && { 'Content-Type': type }) },
    ...(meta && { meta }),
    ...(storageClass && { storageClass: knownClass(storageClass, at.key) }),
    ...(encryption && { encryption }),
    ...(tags.length > 0 && { tags }),
    acl,
  }
}

function replaced({ key }: Ref): never {
  throw new CopyError('CopyGone', `${key} is another object right after it was saved`)
}
