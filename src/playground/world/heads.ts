import type { QueryClient } from '@tanstack/react-query'
import { bucketInfoQuery, versionCountQuery } from '../../app/details/detailQueries.ts'
import type { SurveyedObject } from '../../app/metadata/many/valueCounts.ts'
import { propertiesQuery } from '../../app/metadata/one/propertiesQuery.ts'
import { aclQuery, headQuery, tagsQuery } from '../../app/queries/queries.ts'
import { bytesOf } from '../../oss/headerBytes.ts'
import type { Head } from '../../oss/types.ts'
import { me, now } from './accounts.ts'
import { at, listed, longName } from './objects.ts'
import { read } from './reads.ts'

export const cover = 'photos/2024/cover.jpg'

export const head: Head = {
  ...listed(cover),
  crc64: '9278441032245',
  headers: { 'Content-Type': bytesOf('image/jpeg'), 'Cache-Control': bytesOf('max-age=3600') },
  meta: { author: bytesOf('王小波'), camera: bytesOf('Fuji X-T5') },
  tagCount: 1,
}

export const fullHead: Head = {
  ...head,
  headers: { ...head.headers, 'Content-Disposition': bytesOf(`attachment; filename="${longName}"`) },
  meta: Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`a-long-name-of-metadata-${n}`, bytesOf(longName)])),
}

const tags = [{ key: 'project', value: 'exhibition' }]

/** As the forms of metadata read it. */
export function seen({ headers, meta, storageClass, modified, size }: Head): SurveyedObject {
  return { key: cover, headers, meta, storageClass, modified, size, tags, acl: 'private' }
}

/** All that is asked about one object. */
export function readObject(client: QueryClient, of: Head = head): void {
  read(client, headQuery(me, at(cover)), of)
  read(client, propertiesQuery(me, at(cover), false), seen(of))
  read(client, tagsQuery(me, at(cover)), tags)
  read(client, aclQuery(me, at(cover)), 'private')
  read(client, versionCountQuery(me, at(cover)), 3)
  read(client, bucketInfoQuery(me, at(cover)), {
    ...{ name: 'ferry-photos', region: 'cn-hangzhou', created: now, storageClass: 'Standard' },
    versioning: 'Enabled',
  })
}
