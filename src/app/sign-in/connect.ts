import { endpointOf, readOssHost } from '../../oss/endpoints/endpoints.ts'
import { OssError } from '../../oss/errors.ts'
import type { Account } from '../../oss/types.ts'

/**
 * Tries an account before it is let in: lists its start path, or its buckets. A start bucket in another region than the one given
 * is followed there, and an endpoint says itself of which region it is. Rejects with `OssError`.
 */
export async function connect(account: Account, signal: AbortSignal): Promise<Account> {
  try {
    return await look(account, signal)
  } catch (error) {
    const moved = error instanceof OssError && signedFor(account, error)
    if (!moved) throw error
    return look(moved, signal)
  }
}

/** Somebody watches: an address that takes a connection and says nothing is told of after 15 s, not after a minute. */
const patience = 15_000

/** The account as its start bucket has it. The wire is loaded now: the first page does without. */
async function look(account: Account, signal: AbortSignal): Promise<Account> {
  const { pageOss } = await import('../session/pageOss.ts')
  const oss = pageOss(account)
  const { id, region: given, start } = account
  const call = { signal, timeout: patience }
  if (!start) {
    await oss.listBuckets(call)
    return account
  }
  const at = { account: id, region: given, bucket: start.bucket, key: start.prefix }
  await oss.list({ at, limit: 1, ...call })
  const region = oss.regionOf(at)
  return { ...account, region, endpoint: endpointOf(account, region) }
}

/** The same account in the region of its endpoint, where the refusal says that another one was signed for. */
export function signedFor(account: Account, { code, message }: OssError): Account | undefined {
  const { region } = readOssHost(new URL(account.endpoint).host) ?? {}
  const isOther = region !== undefined && region !== account.region && account.cname === undefined
  return isOther && code === 'InvalidArgument' && /signing region/i.test(message) ? { ...account, region } : undefined
}
