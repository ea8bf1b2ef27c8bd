import { OssError } from '../../oss/errors.ts'
import type { Ref } from '../../oss/types.ts'

const formats: Record<string, CompressionFormat> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

/** Bytes: what is small as it is stored may become a thousand times that, and ends a tab. */
const mostInflated = 64 * 1024 ** 2

/** Whether a page can decode it by itself. */
export function isInflatable(encoding: string): boolean {
  return Object.hasOwn(formats, encoding.trim().toLowerCase())
}

type Encoded = { at: Ref; encoding: string; isPart: boolean }

/** Bytes as they were before they were encoded. `isPart`: they are cut, and what can be read is all. @throws OssError FalseEncoding, InflatesTooFar */
export async function inflated(bytes: Blob, { at, encoding, isPart }: Encoded): Promise<Blob> {
  const format = formats[encoding.trim().toLowerCase()] ?? 'gzip'
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const facts = { operation: 'GetObject', resource: `oss://${at.bucket}/${at.key}`, message: encoding }
  const reader = bytes.stream().pipeThrough(new DecompressionStream(format)).getReader()
  try {
    for (let read = await reader.read(); !read.done && size <= mostInflated; read = await reader.read()) {
      parts.push(read.value)
      size += read.value.length
    }
  } catch (cause) {
    if (!isPart || size === 0) throw new OssError({ ...facts, kind: 'protocol', code: 'FalseEncoding', cause })
  }
  if (size <= mostInflated) return new Blob(parts, { type: bytes.type })
  await reader.cancel()
  throw new OssError({ ...facts, kind: 'protocol', code: 'InflatesTooFar' })
}
