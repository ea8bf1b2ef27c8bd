import type { OssError } from './errors.ts'
import type { WireAnswer } from './wire.ts'

/** The same refusal may come as AccessDenied, told apart by this only. */
const timeTooSkewed = '0002-00000504'

/**
 * The time at the store, in ms since 1970, if it refused a request because that was signed with another time.
 * @see https://www.alibabacloud.com/help/en/oss/support/0002-00000504
 */
export function refusedTime(error: OssError, { headers }: WireAnswer): number | undefined {
  if (error.code !== 'RequestTimeTooSkewed' && error.ec !== timeTooSkewed) return undefined
  // A page that reaches OSS itself may not read the header; the error says it, too.
  const time = Date.parse(headers.date ?? error.details.ServerTime ?? '')
  return Number.isNaN(time) ? undefined : time
}
