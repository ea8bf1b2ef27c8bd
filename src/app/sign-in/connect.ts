import { regionOfLabel } from '../../oss/endpoints.ts'
import { OssError } from '../../oss/errors.ts'
import type { Account } from '../../oss/types.ts'
import { publicEndpoint, regionTold } from '../address/endpoint.ts'

/**
 * Tries an account before it is let in: lists its start path, or its buckets. A start bucket in another region than the one given
 * is followed there, and an endpoint says itself of which region it is. Rejects with `OssError`.
 */
export async function connect(account: Account, signal: AbortSignal): Promise<Account> {
  try {
    await look(account, signal)
    return account
  } catch (error) {
    const moved = error instanceof OssError && movedTo(account, error)
    if (!moved) throw error
    await look(moved, signal)
    return moved
  }
}

/** The wire is loaded now: the first page does without. */
async function look(account: Account, signal: AbortSignal): Promise<void> {
  const { pageOss } = await import('../session/pageOss.ts')
  const oss = pageOss(account)
  const { id, region, start } = account
  if (!start) await oss.listBuckets({ signal })
  else await oss.list({ at: { account: id, region, bucket: start.bucket, key: start.prefix }, limit: 1, signal })
}

/** The same account in the region that is right by this refusal. */
export function movedTo(account: Account, error: OssError): Account | undefined {
  if (error.code === 'InvalidArgument') return signedFor(account, error)
  const region = regionTold(error)
  const isPublic = account.endpoint === publicEndpoint(account.region)
  if (!region || region === account.region || !isPublic) return undefined
  return { ...account, region, endpoint: publicEndpoint(region) }
}

const ofRegion =
  /^https?:\/\/(?:(oss-[a-z0-9-]+?)(?:-internal)?|([a-z0-9-]+)\.oss)\.(?:aliyuncs\.com|localhost(?::\d+)?)$/

function signedFor(account: Account, { message }: OssError): Account | undefined {
  const [, label = '', dual] = ofRegion.exec(account.endpoint) ?? []
  const region = dual ?? regionOfLabel(label)
  const isOther = region !== undefined && region !== account.region
  return isOther && /signing region/i.test(message) ? { ...account, region } : undefined
}
