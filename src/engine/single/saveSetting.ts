/** Settings of a bucket that a person saw, and what they are to be instead; `at` is the bucket, its key is empty. */
import { OssError } from '../../oss/errors.ts'
import type { BucketAcl, BucketInfo, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask, mayHaveHappened } from '../limits/ask.ts'
import { CopyError } from '../problem.ts'
import type { SingleWorld } from './world.ts'
import { type SingleWrite, writeSingle } from './write.ts'

type Seen = Pick<BucketInfo, 'acl' | 'versioning' | 'blocksPublic'>
type Setting<Wanted> = { at: Ref; seen: Seen } & Wanted

/**
 * Gives a bucket its ACL; one that blocks public access is opened for a public one, and blocks it again where that ACL is not taken.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putbucketacl
 * @see https://help.aliyun.com/zh/oss/developer-reference/putbucketpublicaccessblock
 * @throws CopyError SourceChanged where it has another ACL by now, or blocks public access, which the person did not see; LeftUnblocked where
 * it was opened in vain, and does not close; OssError
 */
export async function saveBucketAcl({ at, seen, acl }: Setting<{ acl: BucketAcl }>, world: SingleWorld): Promise<void> {
  const blocked = seen.blocksPublic === true
  const bucket = bucketOf(at)
  const isAsSeen = (now: BucketInfo) => now.acl === seen.acl && (!now.blocksPublic || blocked)
  const isMade = (now: BucketInfo) => now.acl === acl
  const give = () =>
    save(at, world, { isAsSeen, isMade, send: (oss, signal) => oss.putBucketAcl({ bucket, acl, signal }) })
  if (!blocked || !acl.startsWith('public')) return give()
  await whileOpen(at, isAsSeen, give, world)
}

/** What somebody else has opened meanwhile is not closed again. */
async function whileOpen(
  at: Ref,
  isAsSeen: Saving['isAsSeen'],
  give: () => Promise<void>,
  world: SingleWorld,
): Promise<void> {
  let isOpened = false
  let isClosed = true
  const look = (now: BucketInfo) => {
    isClosed = now.blocksPublic === true
    return isAsSeen(now)
  }
  const send: Saving['send'] = async (oss, signal) => {
    if (!isClosed) return
    await oss.putPublicBlock({ bucket: bucketOf(at), blocks: false, signal }).catch((error) => {
      isOpened ||= mayHaveHappened(error)
      throw error
    })
    isOpened = true
  }
  try {
    await save(at, world, { isAsSeen: look, isMade: (now) => !now.blocksPublic, send })
    await give()
  } catch (error) {
    if (isOpened) await close(at, isAsSeen, error, world)
    throw error
  }
}

/** Not behind the back of somebody who has given it an ACL since. */
async function close(at: Ref, isAsSeen: Saving['isAsSeen'], cause: unknown, world: SingleWorld): Promise<void> {
  const send: Saving['send'] = (oss, signal) => oss.putPublicBlock({ bucket: bucketOf(at), blocks: true, signal })
  const isMade = (now: BucketInfo) => now.blocksPublic === true
  await save(at, world, { isAsSeen, isMade, send }).catch((error) => {
    if (!(error instanceof OssError)) throw error
    throw new CopyError('LeftUnblocked', `${at.bucket} does not block public access any more`, cause)
  })
}

/**
 * Switches versioning on, or suspends it.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putbucketversioning
 * @throws CopyError SourceChanged where somebody has switched it meanwhile; OssError
 */
export function saveVersioning(
  { at, seen, status }: Setting<{ status: 'Enabled' | 'Suspended' }>,
  world: SingleWorld,
): Promise<void> {
  return save(at, world, {
    isAsSeen: (now) => now.versioning === seen.versioning,
    isMade: (now) => now.versioning === status,
    send: (oss, signal) => oss.putVersioning({ bucket: bucketOf(at), status, signal }),
  })
}

type Saving = {
  isAsSeen: (now: BucketInfo) => boolean
  isMade: (now: BucketInfo) => boolean
  send: SingleWrite<true, void>['send']
}

async function save(at: Ref, world: SingleWorld, { isAsSeen, isMade, send }: Saving): Promise<void> {
  const check = async () => {
    if (isAsSeen(await infoOf(at, world))) return
    throw new CopyError('SourceChanged', `The settings of ${at.bucket} have changed since they were read`)
  }
  const find = async () => isMade(await infoOf(at, world)) || undefined
  await writeSingle<true, void>({ at, check, send, find, made: () => true }, world)
}

/** Asked anew each time: what was learnt some seconds ago is no look. */
function infoOf(at: Ref, world: PlanWorld): Promise<BucketInfo> {
  return ask(world, at, (oss, signal) => oss.bucketInfo({ bucket: bucketOf(at), signal }))
}

const bucketOf = ({ region, bucket }: Ref) => ({ region, bucket })
