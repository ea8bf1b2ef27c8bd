import { crc64 } from '../../engine/run/crc64.ts'
import { altered, OssError } from '../../oss/errors.ts'
import type { Head, Oss, Ref } from '../../oss/types.ts'
import { inflated, isInflatable } from './inflated.ts'

/** What is known of an object before its bytes are read. */
export type KnownObject = Pick<Head, 'etag' | 'size'> & Partial<Pick<Head, 'headers' | 'crc64'>>

type Asked = { at: Ref; head: KnownObject; to?: number | undefined }

/** Bytes, which take a sixth of a second: to sum up more would keep the page from drawing. An editor has fewer. */
const mostSummed = 64 * 1024 ** 2

/**
 * The bytes of one state of an object, or the first of them. What is shown, and what an editor saves again, is the object's, and nothing that a proxy
 * has made of it: bytes are read as they are stored, held against its head, and inflated here, since Chromium inflates no answer to a range.
 * What only a browser can decode can't be held against anything.
 * @throws OssError ContentAltered where it is not the object's, FalseEncoding where it is not encoded as it says, InflatesTooFar
 */
export async function objectBytes(
  oss: Pick<Oss, 'get'>,
  { at, head, to, signal }: Asked & { signal: AbortSignal },
): Promise<Blob> {
  const encoding = encodingOf(head)
  const range = to === undefined ? {} : { from: 0, to }
  const request = { at, ifMatch: head.etag, ...range, signal, timeout: 600_000 }
  if (encoding && !isInflatable(encoding)) return oss.get(request)
  const bytes = await oss.get({ ...request, stored: true }).catch((error: unknown) => {
    throw isFalselyEncoded(error) ? changedOnTheWay(at, `it was said to be encoded as ${error.message}`) : error
  })
  await requireObjects(bytes, { at, head, to })
  return encoding ? inflated(bytes, { at, encoding, isPart: to !== undefined && to < head.size }) : bytes
}

/** How an object says that its bytes are encoded; undefined where they are as they are. */
export function encodingOf({ headers }: Pick<KnownObject, 'headers'>) {
  const encoding = headers?.['Content-Encoding']
  return encoding && encoding.toLowerCase() !== 'identity' ? encoding : undefined
}

async function requireObjects(bytes: Blob, { at, head, to }: Asked): Promise<void> {
  const size = Math.min(head.size, to ?? head.size)
  if (bytes.size !== size) throw changedOnTheWay(at, `${bytes.size} bytes came instead of ${size}`)
  if (size < head.size || size > mostSummed || !head.crc64) return
  const sum = String(crc64(new Uint8Array(await bytes.arrayBuffer())))
  if (sum !== head.crc64) throw changedOnTheWay(at, `the CRC64 of what came is ${sum} instead of ${head.crc64}`)
}

/** Nothing that was asked for as it is stored is to be decoded. */
function isFalselyEncoded(error: unknown): error is OssError {
  return error instanceof OssError && error.code === 'FalseEncoding'
}

function changedOnTheWay({ bucket, key }: Ref, what: string): OssError {
  return altered(what, { operation: 'GetObject', resource: `oss://${bucket}/${key}` })
}
