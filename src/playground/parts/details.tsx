import { Details } from '../../app/details/Details.tsx'
import { symlinkQuery } from '../../app/details/detailQueries.ts'
import type { Row } from '../../app/listing/rows.ts'
import { BucketContext } from '../../app/places/panes/bucket.ts'
import { aclQuery, headQuery, tagsQuery } from '../../app/queries/queries.ts'
import type { Part, State } from '../part.ts'
import { day, me, now } from '../world/accounts.ts'
import { cover, fullHead, head, readObject } from '../world/heads.ts'
import { at, folder, home, listed, longName, rows } from '../world/objects.ts'
import { denied, failed, noAnswer, read } from '../world/reads.ts'

function of(these: readonly Row[], lay?: State['lay']): State {
  const draw = () => (
    <BucketContext value={home}>
      <Details prefix="photos/2024/" rows={these} openDialog={() => {}} />
    </BucketContext>
  )
  return { draw, ...(lay && { lay }) }
}

const one = rows(listed(cover))
const resource = `oss://ferry-photos/${cover}`
const link = 'photos/2024/latest.jpg'

export const details: Part = {
  frame: 'side',
  states: {
    object: of(one, readObject),
    crowded: of(one, (client) => readObject(client, fullHead)),
    restoring: of(rows(listed(cover, { storageClass: 'Archive', restore: { ongoing: true } })), (client) =>
      readObject(client, { ...head, storageClass: 'Archive', restore: { ongoing: true } }),
    ),
    restored: of(rows(listed(cover, { storageClass: 'Archive' })), (client) =>
      readObject(client, { ...head, storageClass: 'Archive', restore: { ongoing: false, until: now + 3 * day } }),
    ),
    link: of(rows(listed(link, { type: 'Symlink', size: 0 })), (client) =>
      read(client, symlinkQuery(me, at(link)), cover),
    ),
    many: of([...rows(listed('a.jpg'), listed('b.jpg', { storageClass: 'IA' })), folder('photos/2024/raw/')]),
    folder: of([folder('photos/2024/raw/')]),
    nothing: of([]),
    longNames: of(rows(listed(longName))),
    loading: of(one),
    denied: of(one, (client) => {
      failed(client, headQuery(me, at(cover)), denied({ operation: 'HeadObject', resource }))
      failed(client, tagsQuery(me, at(cover)), denied({ operation: 'GetObjectTagging', resource }))
      failed(client, aclQuery(me, at(cover)), denied({ operation: 'GetObjectAcl', resource }))
    }),
    noAnswer: of(one, (client) =>
      failed(client, headQuery(me, at(cover)), noAnswer({ operation: 'HeadObject', resource })),
    ),
  },
}
