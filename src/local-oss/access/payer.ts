import type { ServiceContext } from '../context.ts'
import { ossError } from '../errors.ts'
import type { BucketRecord } from '../store/types.ts'

const header = 'x-oss-request-payer'

/**
 * Where requesters pay, whoever is not of the owner's account says that they do; nobody pays for who signs nothing.
 * @see https://help.aliyun.com/zh/oss/user-guide/pay-by-requester
 * @see https://www.alibabacloud.com/help/en/oss/support/0003-00000702
 */
export function requirePayer({ caller, headers, query }: ServiceContext, bucket: BucketRecord): void {
  const isPaidByRequester = /<Payer>Requester<\/Payer>/.test(bucket.configs?.requestPayment ?? '')
  if (!isPaidByRequester || (caller.key && !caller.key.isStranger)) return
  const said = headers.get(header) ?? query.get(header)
  if (caller.key && said === 'requester') return
  const ec = said === undefined ? '0003-00000703' : '0003-00000702'
  throw ossError('AccessDenied', { message: 'Access denied for requester pay bucket', ec })
}
