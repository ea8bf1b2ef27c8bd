/** `gateway`: the server of this page forwards its requests. `direct`: it serves files alone, and the page asks OSS itself. */
export type Way = 'gateway' | 'direct'

/** What every answer of a gateway's server has; `gateway/securityHeaders.ts` has the same. */
const mark = 'x-ferry'

let known: Way | undefined
let looking: Promise<Way> | undefined

/** What is known by now: whatever asked OSS for something has found it out. */
export function knownWay(): Way | undefined {
  return known
}

/**
 * How this page reaches OSS. A server that does not answer, or not with this page, is taken for a gateway that is gone for now (a proxy before
 * it answers for itself), and is asked again the next time.
 */
export async function findWay(): Promise<Way> {
  if (known) return known
  looking ??= look().finally(() => {
    looking = undefined
  })
  return looking
}

async function look(): Promise<Way> {
  try {
    // Its own address, since a server of files need not have anything at `/`.
    const { ok, headers } = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', redirect: 'manual' })
    if (headers.has(mark)) known = 'gateway'
    else if (ok) known = 'direct'
    return known ?? 'gateway'
  } catch {
    return 'gateway'
  }
}
