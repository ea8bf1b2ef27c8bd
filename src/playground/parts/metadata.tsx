import type { Row } from '../../app/listing/rows.ts'
import { MetadataDialog } from '../../app/metadata/MetadataDialog.tsx'
import { surveyQuery } from '../../app/metadata/many/surveyQuery.ts'
import { propertiesQuery } from '../../app/metadata/one/propertiesQuery.ts'
import { refsOf } from '../../app/requests/requests.ts'
import { type } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { me } from '../world/accounts.ts'
import { cover, fullHead, head, readObject, seen } from '../world/heads.ts'
import { at, folder, home, listed, rows } from '../world/objects.ts'
import { denied, failed, read } from '../world/reads.ts'

function of(these: readonly Row[], lay?: State['lay'], hand?: State['hand']): State {
  return {
    draw: () => (
      <OpenDialog>
        {(onClose) => (
          <MetadataDialog account={me} home={home} rows={these} sources={refsOf(home, these)} onClose={onClose} />
        )}
      </OpenDialog>
    ),
    ...(lay && { lay }),
    ...(hand && { hand }),
  }
}

const link = 'photos/2024/latest.jpg'
const one = rows(listed(cover))
const several = [...one, folder('photos/2024/raw/')]
/** Two of them differ, one has nothing. */
const surveyed = {
  objects: [seen(head), seen(fullHead), { ...seen(head), headers: {}, meta: {} }],
  ...{ links: 1, of: 3, isWhole: true },
}
const refused = denied({ operation: 'HeadObject', resource: `oss://ferry-photos/${cover}` })

export const metadata: Part = {
  frame: 'sheet',
  states: {
    object: of(one, readObject),
    changed: of(one, readObject, () => type('.dialog input[value="max-age=3600"]', 'no-cache')),
    crowded: of(one, (client) => readObject(client, fullHead)),
    many: of(several, (client) => read(client, surveyQuery(me, refsOf(home, several), several), surveyed)),
    manyReading: of(several),
    link: of(rows(listed(link, { type: 'Symlink' })), (client) =>
      read(client, propertiesQuery(me, at(link), true), { ...seen(head), key: link, headers: {}, meta: {} }),
    ),
    loading: of(one),
    denied: of(one, (client) => failed(client, propertiesQuery(me, at(cover), false), refused)),
  },
}
