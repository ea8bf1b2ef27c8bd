/** Settings of a bucket that a person saw, and what they are to be instead; `at` is the bucket, its key is empty. */
import type { BucketAcl, BucketInfo, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import { CopyError } from '../problem.ts'
import type { SingleWorld } from './world.ts'
import { type SingleWrite, writeSingle } from './write.ts'

type Seen = Pick<BucketInfo, 'acl' | 'versioning' | 'blocksPublic'>
type Setting<Wanted> = { at: Ref; seen: Seen } & Wanted

/**
 * Gives a bucket its ACL; one that blocks public access is opened for a public one.
 * @see https://help.aliyun.com/zh/oss/developer-reference/putbucketacl
 * @throws CopyError SourceChanged where it has another ACL by now, or blocks public access, which the person did not see; OssError
 */
export function saveBucketAcl({ at, seen, acl }: Setting<{ acl: BucketAcl }>, world: SingleWorld): Promise<void> {
  const unblocks = seen.blocksPublic === true && acl.startsWith('public')
  return save(at, world, {
    isAsSeen: (now) => now.acl === seen.acl && (!now.blocksPublic || seen.blocksPublic === true),
    isMade: (now) => now.acl === acl,
    send: (oss, signal) => oss.putBucketAcl({ bucket: bucketOf(at), acl, unblocks, signal }),
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
