/**
 * What a key must be allowed for each thing that a person can do: the table in the README is written from it, and `jobs/rights.test.ts` tries
 * every line, with all of it and without each.
 */

/** `account`: no bucket in particular. `place`: the one bucket, or prefix, that it is about; else what is read and what is written. */
export type Side = 'account' | 'place' | 'source' | 'target'
/**
 * Needed only there: no start path is given; the objects have tags, or go by parts, for which tags are always asked; their ACL is kept, they go by parts; what was begun is given up; the new
 * ACL lets everybody in; all rules are deleted; versioning is suspended, and an older version would be lost unseen.
 */
export type When =
  | 'noStart'
  | 'tags'
  | 'tagsOrParts'
  | 'keptAcl'
  | 'parts'
  | 'givenUp'
  | 'publicAcl'
  | 'noRules'
  | 'suspended'
/** `isPreferred`: it is done without, with more looks or fewer proofs. */
export type Need = { on: Side; action: string; when?: When; isPreferred?: true }

const on = (side: Side, ...names: string[]): Need[] => names.map((name) => ({ on: side, action: `oss:${name}` }))
const where = (when: When, ...needs: Need[][]): Need[] => needs.flat().map((need) => ({ ...need, when }))
const preferably = (needs: Need[]): Need[] => needs.map((need) => ({ ...need, isPreferred: true }))

/** Of what is written to, or deleted from. */
const keepsOld = (side: Side): Need[] => [
  ...where('suspended', on(side, 'ListObjectVersions')),
  ...preferably(on(side, 'GetBucketInfo')),
]

const copies = [
  ...on('source', 'ListObjects', 'GetObject'),
  ...where('tagsOrParts', on('source', 'GetObjectTagging')),
  ...where('keptAcl', on('source', 'GetObjectAcl')),
  ...preferably(on('source', 'GetBucketInfo')),
  ...on('target', 'ListObjects', 'PutObject'),
  ...where('tags', on('target', 'PutObjectTagging')),
  ...where('parts', on('target', 'ListParts')),
  ...where('givenUp', on('target', 'AbortMultipartUpload')),
  ...keepsOld('target'),
]

export const needs = {
  browse: [...where('noStart', on('account', 'ListBuckets')), ...on('place', 'ListObjects')],
  see: on('place', 'GetObject', 'GetObjectAcl', 'GetObjectTagging'),
  copy: [...copies, ...preferably(on('target', 'GetObject'))],
  move: [
    ...copies,
    ...on('source', 'DeleteObject'),
    ...where('suspended', on('source', 'ListObjectVersions')),
    ...on('target', 'GetObject', 'GetObjectTagging'),
    ...preferably(where('keptAcl', on('target', 'GetObjectAcl'))),
  ],
  relay: [
    ...copies,
    ...preferably([
      ...on('target', 'GetObject', 'GetObjectTagging'),
      ...where('keptAcl', on('target', 'GetObjectAcl')),
    ]),
  ],
  relayMove: [
    ...copies,
    ...on('source', 'DeleteObject'),
    ...where('suspended', on('source', 'ListObjectVersions')),
    ...on('target', 'GetObject', 'GetObjectTagging'),
    ...where('keptAcl', on('target', 'GetObjectAcl')),
  ],
  undoCopy: [
    ...on('source', 'ListObjects', 'GetObject', 'GetObjectTagging'),
    ...on('target', 'ListObjects', 'GetObject', 'DeleteObject'),
    ...keepsOld('target'),
    ...preferably(on('target', 'GetObjectTagging')),
  ],
  undoMove: [
    ...on('source', 'ListObjects', 'PutObject', 'GetObject', 'GetObjectTagging'),
    ...where('tags', on('source', 'PutObjectTagging')),
    ...where('parts', on('source', 'ListParts')),
    ...where('givenUp', on('source', 'AbortMultipartUpload')),
    ...keepsOld('source'),
    ...preferably(where('keptAcl', on('source', 'GetObjectAcl'))),
    ...on('target', 'ListObjects', 'GetObject'),
    ...where('tagsOrParts', on('target', 'GetObjectTagging')),
    ...where('keptAcl', on('target', 'GetObjectAcl')),
    ...on('target', 'DeleteObject'),
    ...keepsOld('target'),
  ],
  remove: [...on('place', 'ListObjects', 'DeleteObject'), ...keepsOld('place')],
  edit: [
    ...on('place', 'ListObjects', 'GetObject', 'GetObjectAcl', 'PutObject'),
    ...where('tags', on('place', 'GetObjectTagging', 'PutObjectTagging')),
    ...keepsOld('place'),
  ],
  class: [
    ...on('place', 'ListObjects', 'GetObject', 'GetObjectAcl', 'PutObject'),
    ...where('tagsOrParts', on('place', 'GetObjectTagging')),
    ...where('tags', on('place', 'PutObjectTagging')),
    ...where('parts', on('place', 'ListParts')),
    ...where('givenUp', on('place', 'AbortMultipartUpload')),
    ...keepsOld('place'),
  ],
  tags: on('place', 'ListObjects', 'GetObjectTagging', 'PutObjectTagging'),
  acl: on('place', 'ListObjects', 'GetObjectAcl', 'PutObjectAcl'),
  upload: [
    ...on('place', 'ListObjects', 'PutObject'),
    ...where('parts', on('place', 'ListParts')),
    ...where('givenUp', on('place', 'AbortMultipartUpload')),
    ...keepsOld('place'),
    ...preferably(on('place', 'GetObject')),
  ],
  download: on('place', 'ListObjects', 'GetObject'),
  restore: on('place', 'ListObjects', 'GetObject', 'RestoreObject'),
  text: [
    ...on('place', 'ListObjects', 'GetObject', 'GetObjectAcl', 'GetObjectTagging', 'PutObject'),
    ...where('tags', on('place', 'PutObjectTagging')),
    ...keepsOld('place'),
  ],
  make: [...on('place', 'ListObjects', 'PutObject'), ...keepsOld('place')],
  versions: on('place', 'ListObjectVersions', 'GetObjectVersion'),
  bringBack: [
    ...on('place', 'ListObjectVersions', 'GetObjectVersion', 'GetObjectVersionTagging', 'GetObjectVersionAcl'),
    ...on('place', 'ListObjects', 'PutObject'),
    ...where('tags', on('place', 'PutObjectTagging')),
    ...preferably(on('place', 'GetObject', 'GetObjectAcl', 'GetObjectTagging', 'GetBucketInfo')),
  ],
  removeVersion: on('place', 'ListObjectVersions', 'DeleteObjectVersion'),
  undelete: on('place', 'ListObjectVersions', 'DeleteObjectVersion'),
  uploads: on('place', 'ListMultipartUploads', 'ListParts', 'AbortMultipartUpload'),
  settings: on('place', 'GetBucketInfo', 'PutBucketAcl', 'PutBucketVersioning', 'GetBucketStat'),
  cors: [...on('place', 'GetBucketCors', 'PutBucketCors'), ...where('noRules', on('place', 'DeleteBucketCors'))],
  makeBucket: [
    ...on('place', 'PutBucket'),
    ...where('publicAcl', on('place', 'PutBucketPublicAccessBlock', 'PutBucketAcl')),
  ],
  removeBucket: on('place', 'DeleteBucket'),
} satisfies Record<string, Need[]>

export type Deed = keyof typeof needs
