/** The 0-byte object that stands for a folder, and a link: made only where nothing is. */
import { bytesOf } from '../../oss/headerBytes.ts'
import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { findOurs } from '../evidence/evidence.ts'
import { withLookSignal } from '../limits/write.ts'
import { CopyError } from '../problem.ts'
import { refusalOf } from '../run/copyWhole.ts'
import { nullVersion, standingAt } from '../standing/standing.ts'
import type { SingleWorld } from './world.ts'
import { writeSingle } from './write.ts'

/** What is in the way of something new: a folder's object without bytes, one with bytes, or a link. */
export type TakenBy = 'folder' | 'object' | 'link'

/** Something stands where something new was to be made. */
export class TakenError extends CopyError {
  readonly by: TakenBy
  constructor(by: TakenBy, { key }: Ref, cause?: unknown) {
    super('TargetExists', `${key} is there already`, cause)
    this.by = by
  }
}

const attributes = { headers: { 'Content-Type': bytesOf('application/x-directory') } }

/**
 * Makes a folder's object.
 * @throws TakenError where something is there, whatever the bucket thinks of overwriting; CopyError NullVersion where an older version would be lost; OssError
 */
export function makeFolder(at: Ref, world: SingleWorld): Promise<void> {
  const asked = { target: at, there: undefined, content: { size: 0, crc64: '0' }, attributes }
  return make(at, world, {
    send: (oss, signal) => oss.put({ at, body: '', attributes, forbidOverwrite: true, signal }),
    find: () => findOurs(async () => asked, withLookSignal(world)),
  })
}

/**
 * Makes a link to a key of the same bucket.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putsymlink
 * @throws TakenError where something is there, whatever the bucket thinks of overwriting; CopyError NullVersion where an older version would be lost; OssError
 */
export function makeLink({ at, target }: { at: Ref; target: string }, world: SingleWorld): Promise<void> {
  const asked = { target: at, there: undefined, content: { link: target }, attributes: {} }
  return make(at, world, {
    send: (oss, signal) => oss.putSymlink({ at, target, forbidOverwrite: true, signal }),
    find: () => findOurs(async () => asked, withLookSignal(world)),
  })
}

type Making = Pick<Parameters<typeof writeSingle<unknown, unknown>>[0], 'send' | 'find'>

/** A bucket that has, or had, versions takes no notice of `x-oss-forbid-overwrite`, so every one is looked into. */
async function make(at: Ref, world: SingleWorld, making: Making): Promise<void> {
  const check = () => requireFree(at, world)
  try {
    await writeSingle({ at, check, made: () => true, ...making }, world)
  } catch (error) {
    const refused = refusalOf(error, { target: at, overwrite: false })
    if (refused instanceof CopyError && refused.code === 'TargetExists' && !(refused instanceof TakenError))
      await requireFree(at, world)
    throw refused
  }
}

async function requireFree(at: Ref, world: PlanWorld): Promise<void> {
  const { now, old } = await standingAt(at, world)
  if (!now && old) throw nullVersion(at)
  if (!now) return
  const isFolder = now.size === 0 && at.key.endsWith('/')
  if (now.type === 'Symlink') throw new TakenError('link', at)
  throw new TakenError(isFolder ? 'folder' : 'object', at)
}
