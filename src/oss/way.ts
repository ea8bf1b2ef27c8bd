/** `gateway`: the server of this page forwards its requests. `direct`: it serves files alone, and the page asks OSS itself. */
export type Way = 'gateway' | 'direct'

/** What every answer of a gateway's server has; `gateway/securityHeaders.ts` has the same. */
const mark = 'x-ferry'

let known: Way | undefined
let looking: Promise<Way> | undefined

/** How this page reaches OSS. A server that does not answer is taken for a gateway that is gone for now, and is asked again the next time. */
export async function findWay(): Promise<Way> {
  if (known) return known
  looking ??= look().finally(() => {
    looking = undefined
  })
  return looking
}

async function look(): Promise<Way> {
  try {
    const { headers } = await fetch('/', { method: 'HEAD', cache: 'no-store', redirect: 'manual' })
    known = headers.has(mark) ? 'gateway' : 'direct'
    return known
  } catch {
    return 'gateway'
  }
}
