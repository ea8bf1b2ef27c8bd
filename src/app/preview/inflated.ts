import { OssError } from '../../oss/errors.ts'
import type { Ref } from '../../oss/types.ts'

const formats: Record<string, CompressionFormat> = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' }

/** Whether a page can decode it by itself. */
export function isInflatable(encoding: string): boolean {
  return Object.hasOwn(formats, encoding.trim().toLowerCase())
}

type Encoded = { at: Ref; encoding: string; isPart: boolean }

/** Bytes as they were before they were encoded. `isPart`: they are cut, and what can be read is all. @throws OssError FalseEncoding */
export async function inflated(bytes: Blob, { at, encoding, isPart }: Encoded): Promise<Blob> {
  const format = formats[encoding.trim().toLowerCase()] ?? 'gzip'
  const parts: Uint8Array<ArrayBuffer>[] = []
  try {
    const reader = bytes.stream().pipeThrough(new DecompressionStream(format)).getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) parts.push(read.value)
  } catch (cause) {
    if (!isPart || parts.length === 0) throw falselyEncoded({ at, encoding }, cause)
  }
  return new Blob(parts, { type: bytes.type })
}

function falselyEncoded({ at, encoding }: Pick<Encoded, 'at' | 'encoding'>, cause: unknown): OssError {
  const facts = { operation: 'GetObject', resource: `oss://${at.bucket}/${at.key}`, message: encoding, cause }
  return new OssError({ ...facts, kind: 'protocol', code: 'FalseEncoding' })
}
