import type { BucketContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { readXml } from '../http/requestBody.ts'
import { child, children, type XmlElement } from '../xml.ts'

const MOST = 1000

/** What DeleteMultipleObjects is to remove, and whether it says nothing of what it removed. */
export type DeleteRequest = { wanted: { key: string; versionId?: string }[]; isQuiet: boolean }

/**
 * Reads the body of DeleteMultipleObjects; each way in which it can be wrong has its EC. Throws MissingArgument, MalformedXML, InvalidDigest.
 * @see https://www.alibabacloud.com/help/en/oss/user-guide/0016-00000606 and the pages up to 0016-00000615
 */
export async function readDeleteRequest(ctx: BucketContext): Promise<DeleteRequest> {
  if (!ctx.headers.has('content-md5')) {
    throw ossError('MissingArgument', { ec: '0016-00000606', extra: { ArgumentName: 'Content-MD5' } })
  }
  const document = await readXml(ctx, 'Delete', { malformed: '0016-00000607', root: '0016-00000608' })
  const objects = children(document, 'Object')
  if (objects.length === 0) throw malformed('0016-00000615')
  if (objects.length > MOST) throw malformed('0016-00000609')
  return { wanted: objects.map(wantedOf), isQuiet: isQuiet(document) }
}

function wantedOf(object: XmlElement): DeleteRequest['wanted'][number] {
  const key = child(object, 'Key')?.text
  if (key === undefined) throw malformed('0016-00000613')
  if (key === '') throw malformed('0016-00000611')
  if (Buffer.byteLength(key) > 1023 || key.includes('\0')) throw ossError('MalformedXML')
  const versionId = child(object, 'VersionId')?.text
  return { key, ...(versionId && { versionId }) }
}

function isQuiet(document: XmlElement): boolean {
  const given = child(document, 'Quiet')?.text.trim().toLowerCase() ?? 'false'
  if (given !== 'true' && given !== 'false') throw malformed('0016-00000610')
  return given === 'true'
}

function malformed(ec: string) {
  return ossError('MalformedXML', { ec })
}
