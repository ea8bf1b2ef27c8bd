import type { OssError } from '../errors.ts'

/** Whether OSS refused a request because the bucket has another endpoint. It names that in `Endpoint`. */
export function hasOtherEndpoint({ code, message }: Pick<OssError, 'code' | 'message'>): boolean {
  return code === 'AccessDenied' && /addressed using the specified endpoint/i.test(message)
}

/** What such a refusal says, with the endpoint: the one thing beside the message that somebody must know. */
export function withEndpoint({ message, details }: Pick<OssError, 'message' | 'details'>): string {
  return details.Endpoint ? `${message} Endpoint: ${details.Endpoint}` : message
}

/** The endpoint that `withEndpoint` told. */
export function endpointIn(message: string): string | undefined {
  return / Endpoint: (\S+)$/.exec(message)?.[1]
}
