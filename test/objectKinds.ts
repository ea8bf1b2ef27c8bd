import type { LocalOss } from '../src/local-oss/server.ts'
import type { Attributes, Ref } from '../src/oss/types.ts'
import { append } from './ferry.ts'
import type { Witness } from './properties.ts'

/** Objects of every kind, in buckets of every kind, for whoever edits them and reads back all that they are. */

const GiB = 1024 ** 3
const { signal } = new AbortController()

/** Who makes them: past the product, and for 6 GiB past the protocol. */
export type Maker = Pick<Witness, 'account' | 'transport' | 'oss'> & { store: Pick<LocalOss, 'putSparseObject'> }
type Make = (by: Maker, at: Ref, attributes: Attributes) => Promise<unknown>

const plain =
  (size: number): Make =>
  ({ oss }, at, attributes) =>
    oss.put({ at, body: 'x'.repeat(size), attributes, signal })

const byParts: Make = async ({ oss }, at, attributes) => {
  const uploadId = await oss.initiate({ at, attributes, signal })
  const { etag } = await oss.uploadPart({ at, uploadId, number: 1, body: new Blob(['parts']), signal })
  const { acl } = attributes
  await oss.complete({ at, uploadId, parts: [{ number: 1, size: 5, etag }], ...(acl && { acl }), signal })
}

/** Its class is the bucket's: another one would be a rewrite of 6 GiB. */
const huge: Make = async (by, at, { encryption: _, ...attributes }) => {
  await by.store.putSparseObject({ bucket: at.bucket, key: at.key, size: 6 * GiB, seed: 3 })
  await copyOntoItself(by, at, { ...attributes, storageClass: 'Standard' })
}

const appended: Make = async (by, at, attributes) => {
  await append(by, at, 'appended')
  await copyOntoItself(by, at, attributes)
}

/** What can be read of a link, and edited, is its tags and its ACL. */
const link: Make = async ({ oss }, at, { tags, acl }) => {
  await oss.putSymlink({ at, target: 'nothing', attributes: { ...(tags && { tags }) }, signal })
  if (acl) await oss.putAcl({ at, acl, signal })
}

async function copyOntoItself({ oss }: Maker, at: Ref, attributes: Attributes) {
  const { etag } = await oss.head({ at, signal })
  await oss.copyObject({ at, source: at, ifMatch: etag, replace: true, attributes, signal })
}

export const kinds = {
  '0 bytes': plain(0),
  '1 KiB': plain(1024),
  parts: byParts,
  '6 GiB': huge,
  'append type': appended,
  link,
} satisfies Record<string, Make>
export type Kind = keyof typeof kinds

/** Those that have headers and metadata of their own. OSS copies no append-type object onto itself in a bucket that has, or had, versions. */
export const editable = (place: Place): Exclude<Kind, 'link'>[] => [
  '0 bytes',
  '1 KiB',
  'parts',
  '6 GiB',
  ...(place === 'no versions' ? (['append type'] as const) : []),
]

export const places = ['no versions', 'versions', 'versions suspended'] as const
export type Place = (typeof places)[number]
const bucketOf = { versions: 'ferry-kept', 'versions suspended': 'ferry-halted' } as const

/** An object in a bucket of that kind; `home`: one without versions. */
export function placed(place: Place, home: Ref): Ref {
  return place === 'no versions' ? home : { ...home, bucket: bucketOf[place] }
}

export async function makePlaces({ oss }: Pick<Maker, 'oss'>, home: Ref): Promise<void> {
  for (const [place, status] of [
    ['versions', 'Enabled'],
    ['versions suspended', 'Suspended'],
  ] as const) {
    const bucket = { ...placed(place, home), key: '' }
    await oss.putBucket({ bucket, signal })
    await oss.putVersioning({ bucket, status, signal })
  }
}
