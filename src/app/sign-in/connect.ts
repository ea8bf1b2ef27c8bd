import { OssError } from '../../oss/errors.ts'
import type { Account } from '../../oss/types.ts'
import { publicEndpoint, regionTold } from '../address/endpoint.ts'

/**
 * Tries an account before it is let in: lists its start path, or its buckets. A start bucket in another region than the one given
 * is followed there. Rejects with `OssError`.
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

function movedTo(account: Account, error: OssError): Account | undefined {
  const region = regionTold(error)
  const isPublic = account.endpoint === publicEndpoint(account.region)
  if (!region || region === account.region || !isPublic) return undefined
  return { ...account, region, endpoint: publicEndpoint(region) }
}
