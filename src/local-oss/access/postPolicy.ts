import { createHmac } from 'node:crypto'
import { ossError } from '../errors.ts'
import type { AccessKey } from './accessKeys.ts'
import { knownKey, mismatch } from './signature/signedRequest.ts'

type Fields = ReadonlyMap<string, string>
type Clock = { keys: readonly AccessKey[]; now: number }

/** What a policy lets a form do. `sizes` in bytes. */
export type PostPolicy = { sizes?: [least: number, most: number] }

/**
 * Who signed a form, by V1 (`OSSAccessKeyId`, `Signature`) or V4 (`x-oss-credential`, `x-oss-signature`): both sign the text of the field
 * `policy`. Undefined when the form carries no signature. Throws as `authenticate` does.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/postobject
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/signature-version-4-recommend
 */
export function signerOf(fields: Fields, clock: Clock): AccessKey | undefined {
  if (fields.has('x-oss-signature')) return signerV4(fields, clock)
  if (!fields.has('ossaccesskeyid') && !fields.has('signature')) return undefined
  const policy = required(fields, 'policy')
  const key = knownKey(clock, required(fields, 'ossaccesskeyid'), fields.get('x-oss-security-token'))
  const provided = required(fields, 'signature')
  const expected = createHmac('sha1', key.secret).update(policy).digest('base64')
  if (expected !== provided) throw mismatch({ id: key.id, provided, stringToSign: policy, ec: '0002-00000040' })
  return key
}

function signerV4(fields: Fields, clock: Clock): AccessKey {
  const policy = required(fields, 'policy')
  const provided = required(fields, 'x-oss-signature')
  const [id = '', ...scope] = required(fields, 'x-oss-credential').split('/')
  const [date = '', , product, terminator] = scope
  const isUsual = product === 'oss' && terminator === 'aliyun_v4_request' && scope.length === 4
  if (!isUsual || !required(fields, 'x-oss-date').startsWith(date)) {
    throw ossError('InvalidArgument', { message: 'Invalid credential in x-oss-credential.' })
  }
  const key = knownKey(clock, id, fields.get('x-oss-security-token'))
  const sign = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest()
  const signingKey = scope.reduce<string | Buffer>(sign, `aliyun_v4${key.secret}`)
  if (sign(signingKey, policy).toString('hex') === provided) return key
  throw mismatch({ id, provided, stringToSign: policy, ec: '0002-00000201' })
}

/**
 * Checks a form against its policy: `expiration`, and every condition (`eq`, `starts-with`, `in`, `not-in`, `content-length-range`,
 * `{"field": "value"}`). Throws InvalidPolicyDocument, AccessDenied.
 * @see https://help.aliyun.com/en/oss/user-guide/0006-00000227
 */
export function checkPolicy(encoded: string, fields: Fields, now: number): PostPolicy {
  const document = parsePolicy(encoded)
  if (Date.parse(document.expiration) <= now) {
    throw ossError('AccessDenied', { message: 'Invalid according to Policy: Policy expired.' })
  }
  let sizes: PostPolicy['sizes']
  for (const condition of document.conditions) {
    const [operator, subject, wanted] = Array.isArray(condition) ? condition : equality(condition)
    if (operator === 'content-length-range') sizes = [Number(subject), Number(wanted)]
    else if (!holds(String(operator), fields.get(String(subject).replace(/^\$/, '').toLowerCase()) ?? '', wanted)) {
      const message = `Invalid according to Policy: Policy Condition failed: ${JSON.stringify(condition)}`
      throw ossError('AccessDenied', { message, ec: '0006-00000227' })
    }
  }
  return sizes ? { sizes } : {}
}

function equality(condition: unknown): unknown[] {
  if (typeof condition !== 'object' || condition === null) throw ossError('InvalidPolicyDocument')
  const [entry, ...more] = Object.entries(condition)
  if (!entry || more.length > 0) throw ossError('InvalidPolicyDocument')
  return ['eq', ...entry]
}

function holds(operator: string, value: string, wanted: unknown): boolean {
  if (operator === 'eq') return value === String(wanted)
  if (operator === 'starts-with') return value.startsWith(String(wanted))
  if (operator === 'in' || operator === 'not-in') {
    return Array.isArray(wanted) && wanted.includes(value) === (operator === 'in')
  }
  throw ossError('InvalidPolicyDocument')
}

function parsePolicy(encoded: string): { expiration: string; conditions: unknown[] } {
  const document = parseJson(Buffer.from(encoded, 'base64').toString())
  if (typeof document !== 'object' || document === null) throw ossError('InvalidPolicyDocument')
  const { expiration, conditions } = document as { expiration?: unknown; conditions?: unknown }
  const dated = typeof expiration === 'string' && !Number.isNaN(Date.parse(expiration))
  if (!dated || !Array.isArray(conditions)) throw ossError('InvalidPolicyDocument')
  return { expiration, conditions }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw ossError('InvalidPolicyDocument')
  }
}

function required(fields: Fields, name: string): string {
  const value = fields.get(name)
  if (!value)
    throw ossError('InvalidArgument', { message: `The form has no field ${name}.`, extra: { ArgumentName: name } })
  return value
}
