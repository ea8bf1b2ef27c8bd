import type { WireAnswer } from './wire.ts'

type Failure = NonNullable<WireAnswer['failure']>

/** What a page offers with its socket, so that a gateway that does not let it in says why; `gateway/socketRefusal.ts` has the same two. */
export const reasonProtocol = 'ferry-says-why'
const noAccess = 4403

/** Whether a failure's code says that the gateway does not let this page in any more. */
export function isNoAccess(code: string): boolean {
  return code === 'NoStartToken' || code === 'NoAccessToken'
}

/** What a socket's end says of a page that was not let in; undefined for any other end. */
export function noAccessBy(end: { code?: number; reason?: string } | undefined): Failure | undefined {
  const { code, reason = '' } = end ?? {}
  if (code !== noAccess || !isNoAccess(reason)) return undefined
  return { kind: 'gateway', code: reason, message: 'The gateway does not let this page in' }
}

/** ms in which a gateway that shuts a page out has said so */
const patience = 1000

/**
 * Whether the gateway lets this page in: its token is gone when its cookies are, or when the gateway was started anew with another one.
 * `silent` where no gateway answers.
 */
export function accessAt(open: () => WebSocket): Promise<'in' | 'silent' | Failure> {
  return new Promise((resolve) => {
    const socket = open()
    const tell = (entry: 'in' | 'silent' | Failure) => {
      resolve(entry)
      socket.close()
    }
    socket.onopen = () => setTimeout(tell, patience, 'in')
    socket.onclose = (end) => tell(noAccessBy(end) ?? 'silent')
  })
}

/** What the gateway says of a request that it did not forward. Throws for what it would not say. */
export function failureIn(data: Uint8Array): Failure {
  const { code, cause } = JSON.parse(new TextDecoder().decode(data)) as { code?: unknown; cause?: unknown }
  if (typeof code !== 'string') throw new Error('Not an answer of the gateway')
  return { kind: 'gateway', code, message: typeof cause === 'string' ? cause : code }
}
