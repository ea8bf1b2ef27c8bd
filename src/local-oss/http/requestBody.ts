import { createHash } from 'node:crypto'
import type { ServiceContext } from '../context.ts'
import { OssError, ossError } from '../errors.ts'
import type { NewBlob } from '../store/blobs.ts'
import { parseXml, type XmlElement } from '../xml.ts'
import { limited, readTrafficLimit } from './trafficLimit.ts'

const LARGEST_XML = 2 * 1024 * 1024

/** The largest body of PutObject, AppendObject and UploadPart: 5 GiB. @see https://www.alibabacloud.com/help/en/oss/user-guide/limits */
export const LARGEST_BODY = 5 * 1024 ** 3

/** Reads the whole body of a request that is small by nature; beyond `limit` bytes it is MalformedXML. Checks Content-MD5. */
export async function readBody(ctx: ServiceContext, limit = LARGEST_XML): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of ctx.body) {
    size += chunk.length
    if (size > limit) throw ossError('MalformedXML')
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  checkMd5(ctx, createHash('md5').update(body).digest('base64'))
  return body
}

/** The ECs of a body that can't be parsed, and of one with another root, where an operation has its own. */
export type XmlCauses = { malformed?: string; root?: string }

/** The XML body of a request, whose root must have this name. Throws MalformedXML, InvalidDigest. */
export async function readXml(ctx: ServiceContext, root: string, causes: XmlCauses = {}): Promise<XmlElement> {
  return rootOf(await readBody(ctx), root, causes)
}

/** The root of a body, which must have this name. Throws MalformedXML. */
export function rootOf(body: Buffer, root: string, { malformed, root: other }: XmlCauses = {}): XmlElement {
  const document = parsed(body, malformed)
  if (document.name === root) return document
  const extra = { ErrorDetail: `the root node is not named ${root}.` }
  throw ossError('MalformedXML', { extra, ...(other && { ec: other }) })
}

function parsed(body: Buffer, ec: string | undefined): XmlElement {
  try {
    return parseXml(body)
  } catch (error) {
    throw ec && error instanceof OssError ? ossError('MalformedXML', { ec }) : error
  }
}

/**
 * Takes the body of PutObject, AppendObject or UploadPart in. Throws MissingContentLength, EntityTooLarge, InvalidDigest.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putobject
 */
export async function receiveBody(ctx: ServiceContext): Promise<NewBlob> {
  if (!ctx.headers.has('content-length') && !ctx.headers.has('transfer-encoding'))
    throw ossError('MissingContentLength')
  if (Number(ctx.headers.get('content-length') ?? 0) > LARGEST_BODY) throw tooLarge()
  const { blobs } = ctx.oss.store
  const body = limited(ctx.body, readTrafficLimit(ctx))
  const blob = await blobs.receive(body, LARGEST_BODY, tooLarge)
  try {
    checkMd5(ctx, Buffer.from(blob.md5, 'hex').toString('base64'))
  } catch (error) {
    await blobs.discard(blob.id)
    throw error
  }
  return blob
}

function tooLarge() {
  return ossError('EntityTooLarge', { message: 'Your proposed upload exceeds the maximum allowed size.' })
}

function checkMd5(ctx: ServiceContext, actual: string): void {
  const given = ctx.headers.get('content-md5')
  if (given !== undefined && given !== actual) throw ossError('InvalidDigest')
}
