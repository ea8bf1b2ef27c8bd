import { bodyOf, type Call, type CallParams } from '../call.ts'
import { OssError } from '../errors.ts'
import { isRegionName } from '../names.ts'
import type { Account } from '../types.ts'
import { endpointOf, hostLabel, isAccelerated, readHost, regionNamed } from './endpoints.ts'
import type { FoundRegions } from './foundRegions.ts'
import { hasOtherEndpoint } from './toldEndpoint.ts'

type Following = { account: Account; call: Call; found: FoundRegions; callAt: (account: Account) => Call }

/**
 * The same call, that follows a bucket which has another endpoint than was asked, once a request. The answer is believed for the name of a region,
 * never for a host: the request goes where this account's own kind of endpoint is in that region, and where it has none there the refusal stands.
 * @see https://help.aliyun.com/zh/oss/user-guide/0003-00001403
 */
export function following({ account, call, found, callAt }: Following): Call {
  return async (given) => {
    const params = { ...given, region: found.of(given) }
    try {
      return await call(params)
    } catch (error) {
      const region = error instanceof OssError ? await elsewhere(error, params) : undefined
      if (region === undefined || params.bucket === undefined) throw error
      return await followed({ ...params, bucket: params.bucket, region })
    }
  }

  async function followed(params: CallParams & { bucket: string }) {
    try {
      const answer = await call(params)
      found.learn(params.bucket, params.region)
      return answer
    } catch (error) {
      // Whatever else is refused there, it is the bucket that refuses it.
      const isThere = error instanceof OssError && error.kind === 'http' && !hasOtherEndpoint(error)
      if (isThere) found.learn(params.bucket, params.region)
      throw error
    }
  }

  async function elsewhere(error: OssError, params: CallParams): Promise<string | undefined> {
    if (hasOtherEndpoint(error)) return regionFor(account, params.region, error)
    if (!isAccelerated(account) || !hasOtherRegion(error)) return undefined
    const region = await locate(params)
    return region === params.region ? undefined : region
  }

  /** An acceleration endpoint does not say where a bucket is: that of a region does. */
  async function locate({ bucket, signal }: CallParams): Promise<string | undefined> {
    const operation = 'GetBucketLocation'
    const regional = regionalOf(account)
    const { region } = regional
    const asked = {
      operation,
      method: 'GET',
      region,
      sub: { location: '' },
      signal,
      ...(bucket && { bucket }),
    } as const
    try {
      const location = bodyOf(await callAt(regional)(asked), 'LocationConstraint', { operation })
      return regionIn(regionNamed(location.text))
    } catch (error) {
      return error instanceof OssError && hasOtherEndpoint(error) ? regionFor(regional, region, error) : undefined
    }
  }
}

function hasOtherRegion({ code, message }: OssError): boolean {
  return code === 'InvalidArgument' && /signing region/i.test(message)
}

/** The region that the refusal names; undefined where the account has no other host there. */
function regionFor(account: Account, asked: string, { details }: OssError): string | undefined {
  const [own, told] = [readHost(new URL(account.endpoint).host), readHost(details.Endpoint ?? '')]
  if (!own || !told || told.bucket !== undefined || told.domain !== own.domain) return undefined
  const region = regionIn(told.region)
  if (region === undefined || region === asked) return undefined
  const isReached = isAccelerated(account) || endpointOf(account, region) !== endpointOf(account, asked)
  return isReached ? region : undefined
}

function regionIn(name: string | undefined): string | undefined {
  return name !== undefined && isRegionName(name) ? name : undefined
}

/** By the public endpoint of its region, under the same domain. */
function regionalOf(account: Account): Account {
  const { protocol, host } = new URL(account.endpoint)
  const domain = readHost(host)?.domain ?? ''
  return { ...account, endpoint: `${protocol}//${hostLabel(account.region)}.${domain}` }
}
