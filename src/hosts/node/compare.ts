/** What differs between the two sides of one task, and what of them can't be compared. */

import type { PlanWorld } from '../../engine/ctx.ts'
import { compareContent } from '../../engine/evidence/verify.ts'
import type { StoredTask } from '../../engine/jobs/types.ts'
import { ask } from '../../engine/limits/ask.ts'
import { headIfAny, statObject } from '../../engine/stat.ts'
import type { Change, ChangeTask, CopyTask, PortableRequest } from '../../engine/types.ts'
import { OssError } from '../../oss/errors.ts'
import { textOf } from '../../oss/headerBytes.ts'
import { ownValue } from '../../oss/ownValue.ts'
import type { Head, HeaderBytes, Meta, Ref } from '../../oss/types.ts'

/** `what`: in words; of what can't be compared the same words for every object. */
export type Finding = { is: 'different' | 'notCompared'; what: string }

const different = (what: string): Finding => ({ is: 'different', what })
const notCompared = (what: string): Finding => ({ is: 'notCompared', what })

/** @throws OssError where a side can't be read for another reason than a missing right. */
export async function compareTask(task: StoredTask, request: PortableRequest, world: PlanWorld): Promise<Finding[]> {
  if (task.kind === 'remove')
    return (await statObject(world, task.source)) ? [different('is there again, or still')] : []
  if (task.kind === 'change') return compareChange(task, world)
  if (task.kind !== 'copy' || request.do !== 'copy') return []
  if (task.source.type === 'Symlink') return compareLinks(task, world)
  return task.removeSource ? compareMoved(task, world) : compareCopied(task, request.keepAcl, world)
}

async function compareCopied(task: CopyTask, keepAcl: boolean, world: PlanWorld): Promise<Finding[]> {
  const { source, target } = task
  const [before, after] = await Promise.all([headIfAny(world, source), headIfAny(world, target)])
  if (!after) return [different('is not there')]
  if (!before) return [different('its source is gone'), ...compareProof(task, after)]
  return [
    ...(before.etag === source.etag ? [] : [different('its source has changed since it was copied')]),
    ...compareBytes(before, after),
    ...compareHeld('header', before.headers, after.headers),
    ...compareHeld('metadata', before.meta, after.meta),
    ...one('storage class', before.storageClass, after.storageClass),
    ...(await compareTags(before, after, task, world)),
    ...(await compareAcls(task, keepAcl, world)),
  ]
}

/** Of a moved object only the target is left; the journal says what was proved of it. */
async function compareMoved(task: CopyTask, world: PlanWorld): Promise<Finding[]> {
  const [left, after] = await Promise.all([statObject(world, task.source), headIfAny(world, task.target)])
  if (!after) return [different('is not there')]
  return [
    ...(left ? [different('its source is there again, or still')] : []),
    ...compareProof(task, after),
    notCompared('headers, metadata, tags and ACL of moved objects, whose sources are gone'),
  ]
}

function compareProof({ source, proof }: CopyTask, after: Head): Finding[] {
  const crc64 = proof?.crc64 && after.crc64
  return [
    ...one('size', source.size, after.size),
    ...(crc64 ? one('CRC64', proof?.crc64, after.crc64) : one('ETag', proof?.etag, after.etag)),
    ...one('storage class', source.storageClass, after.storageClass),
  ]
}

function compareBytes(before: Head, after: Head): Finding[] {
  const verdict = compareContent(before, after)
  if (verdict === 'same') return []
  if (verdict === 'unknown') return [notCompared('the bytes of objects without CRC64 that were made by parts')]
  if (before.size !== after.size) return one('size', before.size, after.size)
  return before.crc64 && after.crc64 ? one('CRC64', before.crc64, after.crc64) : one('ETag', before.etag, after.etag)
}

function compareValues(kind: string, before: Record<string, string>, after: Record<string, string>): Finding[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => one(`${kind} ${name}`, ownValue(before, name), ownValue(after, name)))
}

/** Bytes, told as the text that they most likely are. */
function compareHeld(kind: string, before: Partial<Meta>, after: Partial<Meta>): Finding[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => ownValue(before, name) !== ownValue(after, name),
  )
  return names.flatMap((name) => one(`${kind} ${name}`, shown(ownValue(before, name)), shown(ownValue(after, name))))
}

function shown(value: HeaderBytes | null | undefined): string | undefined {
  if (!value) return undefined
  const { text, encoding } = textOf(value)
  return encoding === 'UTF-8' ? text : `${text} (${encoding})`
}

function one(what: string, before: unknown, after: unknown): Finding[] {
  const told = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
  return before === after ? [] : [different(`${what} is ${told(after)} and was ${told(before)}`)]
}

type Sides = Pick<CopyTask, 'source' | 'target'>

/** A key without the right to read tags sees no count of them either. */
async function compareTags(before: Head, after: Head, { source, target }: Sides, world: PlanWorld): Promise<Finding[]> {
  if (before.tagCount + after.tagCount === 0) return []
  const read = (at: Ref) => ask(world, at, (oss, signal) => oss.getTags({ at, signal }))
  return unlessForbidden('tags, which the key may not read', async () => {
    const [was, is] = await Promise.all([read(source), read(target)])
    return compareValues('tag', valuesOf(was), valuesOf(is))
  })
}

const valuesOf = (tags: { key: string; value: string }[]) => Object.fromEntries(tags.map((tag) => [tag.key, tag.value]))

async function compareAcls({ source, target }: Sides, keepAcl: boolean, world: PlanWorld): Promise<Finding[]> {
  if (!keepAcl) return [notCompared('ACLs, which the plan leaves behind')]
  return unlessForbidden('ACLs, which the key may not read', async () => {
    const [was, is] = await Promise.all([aclOf(source, world), aclOf(target, world)])
    return one('ACL', was, is)
  })
}

const aclOf = (at: Ref, world: PlanWorld) => ask(world, at, (oss, signal) => oss.getAcl({ at, signal }))

async function compareLinks({ source, target, removeSource }: CopyTask, world: PlanWorld): Promise<Finding[]> {
  const there = await statObject(world, target)
  if (there?.type !== 'Symlink') return [different(there ? 'is no symbolic link' : 'is not there')]
  if (removeSource) return [notCompared('where moved symbolic links point to')]
  const read = (at: Ref) => ask(world, at, (oss, signal) => oss.getSymlink({ at, signal }))
  if (!(await statObject(world, source))) return [different('its source is gone')]
  const [was, is] = await Promise.all([read(source), read(target)])
  return one('symbolic link', was, is)
}

/** Whether an edit is there. What it did not name can't be compared: nobody knows what it was. */
async function compareChange({ source, change }: ChangeTask, world: PlanWorld): Promise<Finding[]> {
  const now = await headIfAny(world, source)
  if (!now) return [different('is not there')]
  const asked = (wanted: Record<string, HeaderBytes | null> | undefined, is: Partial<Meta>, kind: string) =>
    Object.entries(wanted ?? {}).flatMap(([name, value]) =>
      one(`${kind} ${name}`, shown(value), shown(ownValue(is, name))),
    )
  return [
    ...asked(change.headers, now.headers, 'header'),
    ...asked(lowerCase(change.meta), now.meta, 'metadata'),
    ...(change.encryption !== undefined
      ? one('encryption', change.encryption?.algorithm, now.encryption?.algorithm)
      : []),
    ...(change.storageClass ? one('storage class', change.storageClass, now.storageClass) : []),
    ...(await compareChangedTags(source, change, world)),
    ...(await compareChangedAcl(source, change, world)),
    notCompared('what an edit left as it was'),
  ]
}

/** OSS folds the names of metadata. */
const lowerCase = (meta: Change['meta']) =>
  meta && Object.fromEntries(Object.entries(meta).map(([name, value]) => [name.toLowerCase(), value]))

async function compareChangedTags(at: Ref, { tags }: Change, world: PlanWorld): Promise<Finding[]> {
  if (!tags) return []
  return unlessForbidden('tags, which the key may not read', async () => {
    const now = await ask(world, at, (oss, signal) => oss.getTags({ at, signal }))
    return compareValues('tag', valuesOf(tags), valuesOf(now))
  })
}

async function compareChangedAcl(at: Ref, { acl }: Change, world: PlanWorld): Promise<Finding[]> {
  if (!acl) return []
  return unlessForbidden('ACLs, which the key may not read', async () => one('ACL', acl, await aclOf(at, world)))
}

async function unlessForbidden(what: string, compare: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await compare()
  } catch (error) {
    if (error instanceof OssError && error.status === 403) return [notCompared(what)]
    throw error
  }
}
