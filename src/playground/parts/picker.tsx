import { PlacePicker } from '../../app/places/picker/PlacePicker.tsx'
import type { Place } from '../../app/places/place.ts'
import { addRecent, toggleFavourite } from '../../app/places/places.ts'
import { type KnownBucket, listingQuery } from '../../app/queries/queries.ts'
import { type } from '../gestures.ts'
import type { Part, State } from '../part.ts'
import { me } from '../world/accounts.ts'
import { at, buckets, level, longBucket, longName, manyBuckets } from '../world/objects.ts'
import { denied, failed, read } from '../world/reads.ts'

type Shown = { of?: readonly KnownBucket[]; open?: Place }

function shows({ of = buckets, open }: Shown, more: Partial<State> = {}): State {
  const whyRelay = ({ region }: KnownBucket) => (region === 'cn-hangzhou' ? undefined : 'region')
  const from = { bucket: 'ferry-photos', prefix: 'photos/2024/' }
  const draw = () => (
    <PlacePicker account={me} buckets={of} follows={open} from={from} whyRelay={whyRelay} onPick={() => {}} />
  )
  return { draw, ...more }
}

const open = { bucket: 'ferry-backup', prefix: '2024/' }
const asked = listingQuery(me, at(open.prefix, open.bucket))
const refused = denied({ operation: 'ListObjectsV2', resource: 'oss://ferry-backup/' })

export const picker: Part = {
  frame: 'sheet',
  states: {
    buckets: shows({}),
    kept: shows(
      {},
      {
        lay: () => {
          toggleFavourite(me.id, { bucket: 'ferry-backup', prefix: 'films/' })
          addRecent(me.id, { bucket: 'ferry-archive', prefix: `${longName}/` })
        },
      },
    ),
    many: shows({ of: manyBuckets }),
    longNames: shows({ of: [longBucket, ...buckets] }),
    found: shows({}, { hand: () => type('.picker [role="combobox"]', 'qingdao') }),
    nothingFound: shows({}, { hand: () => type('.picker [role="combobox"]', 'no such place') }),
    level: shows({ open }, { lay: (client) => read(client, asked, level('2024/', ['2024/films/', '2024/西湖/'], [])) }),
    levelEmpty: shows({ open }, { lay: (client) => read(client, asked, level('2024/', [], [])) }),
    levelLoading: shows({ open }),
    levelDenied: shows({ open }, { lay: (client) => failed(client, asked, refused) }),
  },
}
