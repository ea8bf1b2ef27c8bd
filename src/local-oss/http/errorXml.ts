import type { ErrorElements, OssError } from '../errors.ts'
import { element, escapeXml } from '../xml.ts'

/** Which request, and which host name it was sent to. */
type Asked = { requestId: string; hostId: string }

/** The body of an error answer. A HEAD answer carries the same in base64 in `x-oss-err` (oss-protocol facts 1.19). */
export function errorXml(error: OssError, { requestId, hostId }: Asked): string {
  const elements = {
    Code: error.code,
    Message: error.message,
    RequestId: requestId,
    HostId: hostId,
    ...error.extra,
    ...(error.ec && { EC: error.ec, RecommendDoc: `https://api.aliyun.com/troubleshoot?q=${error.ec}` }),
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', `\n${linesOf(elements, '  ')}`)}\n`
}

function linesOf(elements: ErrorElements, indent: string): string {
  const lines = Object.entries(elements).map(([name, value]) => {
    const content = typeof value === 'string' ? escapeXml(value) : `\n${linesOf(value, `${indent}  `)}${indent}`
    return `${indent}${element(name, content)}\n`
  })
  return lines.join('')
}
