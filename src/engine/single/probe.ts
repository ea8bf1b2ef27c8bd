import { OssError } from '../../oss/errors.ts'
import { lacksRights, type Right, rightsOf } from '../../oss/rights.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import { ask } from '../limits/ask.ts'
import type { SingleWorld } from './world.ts'

/** `notKnown`: nothing that could never change anything would tell. `lacks`: as a policy names it. */
export type Verdict = { is: 'may' } | { is: 'mayNot'; lacks: Right[] } | { is: 'notKnown' }
/** By RAM's name of the action. */
export type Verdicts = Record<string, Verdict>

type Ask = (oss: Oss, signal: AbortSignal) => Promise<unknown>

/**
 * What a key may do below a prefix, found out by requests that can't change anything, whatever anybody else does meanwhile. Reads are of the
 * first object there, and not of its bytes: a bucket may fetch what it has not from elsewhere, and keep it. Writes are to an upload that was never begun, or
 * to an object that nobody can have, since its name is made up here, so that OSS refuses them: with AccessDenied, or because there is nothing.
 * A DELETE would leave a marker in a bucket with versions, so nothing is deleted.
 */
export async function probe(at: Ref, world: SingleWorld): Promise<Verdicts> {
  const bucket = { region: at.region, bucket: at.bucket }
  const nobodys = { ...at, key: `${at.key}${madeUp()}` }
  const upload = { at: nobodys, uploadId: madeUp() }
  const asks: Record<string, Ask> = {
    'oss:ListObjectVersions': (oss, signal) => oss.listVersions({ at, limit: 1, signal }),
    'oss:ListMultipartUploads': (oss, signal) => oss.listUploads({ at, signal }),
    'oss:GetBucketInfo': (oss, signal) => oss.bucketInfo({ bucket, signal }),
    'oss:GetBucketCors': (oss, signal) => oss.getCors({ bucket, signal }),
    'oss:PutObject': (oss, signal) => oss.uploadPart({ ...upload, number: 1, body: new Blob(['x']), signal }),
    'oss:ListParts': (oss, signal) => oss.listParts({ ...upload, signal }),
    'oss:AbortMultipartUpload': (oss, signal) => oss.abort({ ...upload, signal }),
    'oss:PutObjectTagging': (oss, signal) => oss.putTags({ at: nobodys, tags: [], signal }),
    'oss:PutObjectAcl': (oss, signal) => oss.putAcl({ at: nobodys, acl: 'default', signal }),
    'oss:RestoreObject': (oss, signal) => oss.restore({ at: nobodys, days: 1, signal }),
  }
  const { listed, verdict } = await firstObject(at, world)
  const reads = listed ? readsOf({ ...at, key: listed }) : {}
  const all = Object.entries({ ...asks, ...reads })
  const verdicts = await Promise.all(
    all.map(async ([action, send]) => [action, await verdictOn(action, send, at, world)] as const),
  )
  return { 'oss:ListObjects': verdict, ...Object.fromEntries(verdicts) }
}

function readsOf(at: Ref): Record<string, Ask> {
  return {
    // Needs the same right as its bytes do, and makes no bucket fetch from elsewhere an object that somebody has just deleted.
    'oss:GetObject': (oss, signal) => oss.getSymlink({ at, signal }),
    'oss:GetObjectAcl': (oss, signal) => oss.getAcl({ at, signal }),
    'oss:GetObjectTagging': (oss, signal) => oss.getTags({ at, signal }),
  }
}

async function firstObject(at: Ref, world: SingleWorld): Promise<{ listed?: string | undefined; verdict: Verdict }> {
  let listed: string | undefined
  const list: Ask = async (oss, signal) => {
    listed = (await oss.list({ at, limit: 1, signal })).objects[0]?.key
  }
  const verdict = await verdictOn('oss:ListObjects', list, at, world)
  return { listed, verdict }
}

/** 128 bits that nobody has seen before the request arrives. */
function madeUp(): string {
  return crypto.randomUUID().replaceAll('-', '').toUpperCase()
}

/** An answer that there is nothing comes behind the look at the rights. Another action than the one that was meant tells nothing of it. */
async function verdictOn(action: string, send: Ask, at: Ref, world: SingleWorld): Promise<Verdict> {
  try {
    await ask(world, at, send)
    return { is: 'may' }
  } catch (error) {
    if (!(error instanceof OssError)) throw error
    if (error.code === 'ReadOnlySession') return { is: 'notKnown' }
    if (error.kind !== 'http') throw error
    if (error.status === 404 || error.code === 'NotSymlink') return { is: 'may' }
    const lacks = lacksRights(error) ? rightsOf(error).filter((right) => right.action === action) : []
    return lacks.length > 0 ? { is: 'mayNot', lacks: lacks.map((right) => placed(right, at)) } : { is: 'notKnown' }
  }
}

/** Of the whole place, and not of the object that was asked about. */
function placed(right: Right, { bucket, key }: Ref): Right {
  const isOfObject = right.resource.startsWith(`acs:oss:*:*:${bucket}/`)
  return isOfObject ? { ...right, resource: `acs:oss:*:*:${bucket}/${key}*` } : right
}
