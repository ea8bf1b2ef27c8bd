import { crc64 } from '../src/engine/run/crc64.ts'
import type { Oss, Ref } from '../src/oss/types.ts'
import type { MemoryFolder } from './disk.ts'

/** All that a store holds below some places, in a form that can be compared: bytes, headers, metadata, tags, ACL, class, uploads. */

/** An object as text; the ETag and the time are not part of what it is. */
export type Facts = string
type Held = { key: string; etag: string; modified: number; facts: Facts }
type Upload = { place: string; uploadId: string; parts: number }
export type Look = { objects: Map<string, Held>; uploads: Upload[] }

const { signal } = new AbortController()
export const placeOf = ({ bucket, key }: Pick<Ref, 'bucket' | 'key'>): string => `${bucket}/${key}`

/** `disk`: a folder of this computer, whose files are told as objects of the bucket `disk`. */
export async function lookAround(oss: Oss, places: Ref[], disk?: MemoryFolder): Promise<Look> {
  const objects = new Map<string, Held>()
  const uploads: Upload[] = []
  for (const at of places) {
    const [page, open] = await Promise.all([oss.list({ at, signal }), oss.listUploads({ at, signal })])
    const all = await Promise.all(page.objects.map(async (one) => ({ ...one, facts: await factsOf(oss, at, one) })))
    for (const { key, etag, modified, facts } of all)
      objects.set(placeOf({ ...at, key }), { key, etag, modified, facts })
    for (const { key, uploadId } of open) {
      const parts = await oss.listParts({ at: { ...at, key }, uploadId, signal })
      uploads.push({ place: placeOf({ ...at, key }), uploadId, parts: parts.length })
    }
  }
  for (const [key, bytes] of disk?.contents() ?? [])
    objects.set(placeOf({ bucket: 'disk', key }), { key, etag: '', modified: 0, facts: factsOfBytes(bytes) })
  return { objects, uploads }
}

const nothing = { headers: {}, meta: {}, tags: [], acl: 'default', storageClass: 'Standard' }
/** Bytes have no other facts. */
export const onlyBytes = ({ size, crc64 }: FactsRecord): FactsRecord => ({ size, crc64, ...nothing })
const factsOfBytes = (bytes: Uint8Array) =>
  factsText(onlyBytes({ size: bytes.length, crc64: String(crc64(bytes)), ...nothing }))

type Listed = Awaited<ReturnType<Oss['list']>>['objects'][number]

/** How it was made, in one piece or in parts, is nobody's business. HeadObject follows a link. */
async function factsOf(oss: Oss, place: Ref, { key, type, size, storageClass }: Listed): Promise<Facts> {
  const at = { ...place, key }
  if (type === 'Symlink') return JSON.stringify({ link: await oss.getSymlink({ at, signal }) })
  const [{ crc64, headers, meta, tagCount }, acl] = await Promise.all([
    oss.head({ at, signal }),
    oss.getAcl({ at, signal }),
  ])
  const tags = tagCount > 0 ? await oss.getTags({ at, signal }) : []
  return factsText({ size, crc64, headers, meta, tags, acl, storageClass })
}

/** What of an object is compared. */
export type FactsRecord = {
  size: number
  crc64?: string | undefined
  headers: object
  meta: object
  tags: { key: string; value: string }[]
  acl: string
  storageClass: string
}

export function factsText({ headers, meta, tags, ...rest }: FactsRecord): Facts {
  const pairs = tags.map(({ key, value }) => [key, value])
  return JSON.stringify({ ...rest, headers: sorted(headers), meta: sorted(meta), tags: pairs })
}

const sorted = (record: object) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** What is there, for a comparison of two ends: times and ETags differ from run to run. */
export function told({ objects }: Look): Record<string, Facts> {
  return Object.fromEntries([...objects].map(([place, { facts }]) => [place, facts]))
}
