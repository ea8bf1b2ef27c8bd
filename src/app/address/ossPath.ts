import { isBucketName } from '../../oss/names.ts'

/** A place as people write it: `oss://bucket/prefix/`. */
export type OssPath = { bucket: string; prefix: string }

/** Reads `oss://bucket/prefix/`; the scheme and the last slash may be missing. `undefined` for anything else. */
export function parseOssPath(text: string): OssPath | undefined {
  const rest = text.trim().replace(/^oss:\/\//, '')
  const slash = rest.indexOf('/')
  const bucket = slash < 0 ? rest : rest.slice(0, slash)
  const prefix = slash < 0 ? '' : rest.slice(slash + 1)
  if (!isBucketName(bucket)) return undefined
  return { bucket, prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` }
}

export function formatOssPath(bucket: string, key: string): string {
  return `oss://${bucket}/${key}`
}

/** Reads `oss://bucket/key` to the letter; without the scheme, or without a key, it is no address of an object or prefix. */
export function parseOssKey(text: string): { bucket: string; key: string } | undefined {
  const [, bucket = '', key = ''] = /^oss:\/\/([^/]*)\/(.+)$/s.exec(text) ?? []
  return isBucketName(bucket) ? { bucket, key } : undefined
}
