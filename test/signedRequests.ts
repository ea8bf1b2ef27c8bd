import type { AccessKey } from '../src/local-oss/access/accessKeys.ts'
import { type AskedRequest, authenticate } from '../src/local-oss/access/signature.ts'

export const KEYS: AccessKey[] = [
  { id: 'ak', secret: 'sk' },
  { id: 'STS.ak', secret: 'sk', token: 'token', expires: Date.parse('2024-01-01T00:00:00Z') },
  { id: 'STS.other', secret: 'sk', token: 'another token' },
  { id: 'off', secret: 'sk', disabled: true },
]

type Asking = Partial<Omit<AskedRequest, 'headers'>> & { headers?: Record<string, string> }
type Server = { now?: string; region?: string; keys?: AccessKey[] }

/** Who signed a request, as the local OSS judges it. */
export function ask(request: Asking, { now = '2022-12-28T10:27:41Z', region, keys = KEYS }: Server = {}) {
  const { headers = {}, ...rest } = request
  const asked = { method: 'GET', rawQuery: '', bucket: '', key: '', ...rest, headers: new Map(Object.entries(headers)) }
  return authenticate(asked, { keys, now: Date.parse(now), region })
}

/** The error that a request is answered with. */
export function refusal(request: Asking, server: Server = {}) {
  try {
    ask(request, server)
  } catch (error) {
    return error
  }
  throw new Error('The request was let in.')
}
