import { authorise } from '../access/authorise.ts'
import { checkPolicy, type PostPolicy, signerOf } from '../access/postPolicy.ts'
import type { BucketContext, ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { type Form, readForm } from '../http/form.ts'
import { LARGEST_BODY } from '../http/requestBody.ts'
import { invalid, readCreation } from '../metadata.ts'
import type { NewBlob } from '../store/blobs.ts'
import type { ObjectRecord } from '../store/types.ts'
import { element, escapeXml } from '../xml.ts'
import { encryptionHeaders, versionHeaders } from './objectHeaders.ts'
import { checkKey, liveBucket, overwriteGuard } from './write.ts'

/**
 * PostObject: an HTML form whose fields are the headers of a PutObject. A signed form must carry a policy, and obey it.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
 */
export async function postObject(ctx: BucketContext): Promise<Answer> {
  const contentType = ctx.headers.get('content-type') ?? ''
  const form = await readForm(ctx.body, contentType)
  if (form.fields.has('callback')) throw ossError('NotImplemented', { extra: { Header: 'callback' } })
  const { object, policy } = authoriseForm(ctx, form)
  const blob = await receiveFile(object, form, policy)
  const record = await store(object, blob)
  return success(object, form, record)
}

type Allowed = { object: ObjectContext; policy: PostPolicy }

/** The form as the context of a PutObject: its fields are the headers. */
function authoriseForm(ctx: BucketContext, { fields, file }: Form): Allowed {
  const { oss, bucket } = ctx
  const key = fields.get('key')?.replace(/\$\{filename\}/g, () => file.name)
  if (!key) throw ossError('InvalidArgument', { message: 'The form has no field key.', extra: { ArgumentName: 'key' } })
  checkKey(key)
  const signer = signerOf(fields, { keys: oss.keys, now: oss.now() })
  const caller = signer ? { key: signer } : {}
  authorise(oss, caller, { action: 'oss:PutObject', access: 'write', bucket, key })
  const encoded = fields.get('policy')
  const policy =
    encoded === undefined ? {} : checkPolicy(encoded, new Map([...fields, ['bucket', bucket.name]]), oss.now())
  const type = fields.get('x-oss-content-type') ?? fields.get('content-type') ?? file.contentType
  const headers = new Map(
    [...fields, ...(type ? [['content-type', type] as const] : [])].map(([name, value]) => [name, latin1(value)]),
  )
  return { object: { ...ctx, caller, headers, key }, policy }
}

async function receiveFile({ oss }: ObjectContext, { file }: Form, { sizes }: PostPolicy): Promise<NewBlob> {
  const most = Math.min(LARGEST_BODY, sizes?.[1] ?? LARGEST_BODY)
  const message = 'Your proposed upload exceeds the maximum allowed size.'
  const blob = await oss.store.blobs.receive(file.pieces, most, () => ossError('EntityTooLarge', { message }))
  if (blob.record.size >= (sizes?.[0] ?? 0)) return blob
  await oss.store.blobs.discard(blob.id)
  throw ossError('EntityTooSmall')
}

function store(ctx: ObjectContext, blob: NewBlob): Promise<ObjectRecord> {
  const { oss, bucket, key } = ctx
  const { size, crc } = blob.record
  const checkOverwrite = overwriteGuard(ctx, '0006-00000117')
  const given = readCreation(ctx)
  const extents = size === 0 ? [] : [{ blob: blob.id, offset: 0, length: size }]
  return oss.store.write(
    (tx) => {
      checkOverwrite(tx.find(bucket.name, key))
      const live = liveBucket(tx, bucket)
      return tx.put(live, key, { ...given, type: 'Normal', size, etag: blob.md5, crc, modified: oss.now(), extents })
    },
    [blob],
  )
}

/** 204, or what the form asks for: 200, 201 with a document, a redirect. */
function success({ bucket, key, host }: ObjectContext, { fields }: Form, record: ObjectRecord): Answer {
  const location = `http://${host}/${encodeURI(key)}`
  const headers = {
    etag: `"${record.etag}"`,
    location,
    'x-oss-hash-crc64ecma': String(record.crc),
    ...encryptionHeaders(record),
    ...versionHeaders(bucket, record),
  }
  const redirect = fields.get('success_action_redirect')
  if (redirect)
    return emptyAnswer(303, {
      ...headers,
      location: redirectTo(redirect, { bucket: bucket.name, key, etag: record.etag }),
    })
  const status = fields.get('success_action_status')
  if (status !== '201') return emptyAnswer(status === '200' ? 200 : 204, headers)
  const content = [
    element('Bucket', bucket.name),
    element('ETag', record.etag),
    element('Key', escapeXml(key)),
    element('Location', escapeXml(location)),
  ]
  return { ...xmlAnswer(element('PostResponse', content.join('')), headers), status: 201 }
}

function redirectTo(url: string, parameters: Record<string, string>): string {
  if (!URL.canParse(url)) throw invalid('success_action_redirect', url)
  const target = new URL(url)
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value)
  return target.href
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1')
}
