import type { ReactNode } from 'react'
import { BucketDialog } from '../../app/buckets/BucketDialog.tsx'
import { bucketStatQuery, corsQuery } from '../../app/buckets/bucketQueries.ts'
import { NewBucketDialog } from '../../app/buckets/NewBucketDialog.tsx'
import { PayerDialog } from '../../app/buckets/PayerDialog.tsx'
import { bucketInfoQuery } from '../../app/details/detailQueries.ts'
import type { PlaceDialogProps } from '../../app/listing/PlaceDialogs.tsx'
import { MayDoDialog, mayDoQuery } from '../../app/rights/MayDoDialog.tsx'
import { UploadsDialog } from '../../app/versions/UploadsDialog.tsx'
import { uploadsQuery } from '../../app/versions/versionQueries.ts'
import { mayDo } from '../../engine/mayDo.ts'
import type { BucketInfo, Cors } from '../../oss/types.ts'
import { press, type } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { day, me, now } from '../world/accounts.ts'
import { at, GiB, home, longName } from '../world/objects.ts'
import { denied, failed, read, readBuckets } from '../world/reads.ts'

const here = (onClose: () => void): PlaceDialogProps => ({ account: me, home, prefix: 'photos/', onClose })

function opened(dialog: (props: PlaceDialogProps) => ReactNode, more: Partial<State> = {}): State {
  return { draw: () => <OpenDialog>{(onClose) => dialog(here(onClose))}</OpenDialog>, ...more }
}

const info: BucketInfo = {
  ...{ name: home.bucket, region: home.region, created: now - 90 * day, storageClass: 'Standard', acl: 'private' },
  versioning: 'Enabled',
  encryption: { algorithm: 'AES256' },
}
const none = { size: 0, objects: 0 }
const classes = {
  ...{ Standard: { size: 812 * GiB, objects: 1_204_311 }, IA: { size: 96 * GiB, objects: 40_112 }, Archive: none },
  ...{ ColdArchive: none, DeepColdArchive: none },
}
const stat = { size: 908 * GiB, objects: 1_244_423, uploads: 3, deleteMarkers: 17, counted: now - day / 24, classes }
const cors: Cors = {
  rules: [
    { origins: ['https://www.example.com'], methods: ['GET', 'HEAD'], headers: ['*'], expose: ['ETag'], maxAge: 600 },
  ],
}

/** The settings, with the tab of that number open. */
function settings(tab: number, hand?: () => Promise<void>): State {
  return opened((props) => <BucketDialog {...props} />, {
    lay: (client) => {
      read(client, bucketInfoQuery(me, home), info)
      read(client, bucketStatQuery(me, home), stat)
      read(client, corsQuery(me, home), cors)
    },
    hand: async () => {
      await press(`[role="tab"]:nth-of-type(${tab})`)
      await hand?.()
    },
  })
}

const bucketList: Partial<State> = { lay: (client) => readBuckets(client) }
const may = { is: 'may' } as const
const verdicts = {
  ...{ 'oss:ListObjects': may, 'oss:GetObject': may, 'oss:GetObjectAcl': may, 'oss:GetBucketInfo': may },
  'oss:PutObject': {
    is: 'mayNot' as const,
    lacks: [{ action: 'oss:PutObject', resource: 'acs:oss:*:*:ferry-photos/photos/*' }],
  },
}

/** What is opened for a bucket or a place in it. */
export const bucketDialogs: Part = {
  frame: 'sheet',
  states: {
    overview: settings(1),
    access: settings(2),
    versioning: settings(3),
    cors: settings(4),
    corsFull: settings(4, async () => {
      for (let rule = 2; rule <= 10; rule += 1) await press('.bucket-buttons button')
    }),
    deleting: settings(5),
    newBucket: opened(({ onClose }) => <NewBucketDialog onClose={onClose} />, bucketList),
    newBucketTaken: opened(({ onClose }) => <NewBucketDialog onClose={onClose} />, {
      ...bucketList,
      hand: () => type('.dialog input', 'ferry-photos'),
    }),
    payer: opened((props) => <PayerDialog {...props} />),
    uploads: opened((props) => <UploadsDialog {...props} />, {
      lay: (client) =>
        read(client, uploadsQuery(me, home), [
          { key: 'photos/film.mov', uploadId: '0004B9894A22E5B1888A1E29F8236E2D', initiated: now - 3 * day },
          { key: longName, uploadId: '0004B999EF518A1FE585B0C9360DC4C8', initiated: now - 40 * day },
        ]),
    }),
    uploadsNone: opened((props) => <UploadsDialog {...props} />, {
      lay: (client) => read(client, uploadsQuery(me, home), []),
    }),
    uploadsDenied: opened((props) => <UploadsDialog {...props} />, {
      lay: (client) =>
        failed(
          client,
          uploadsQuery(me, home),
          denied({ operation: 'ListMultipartUploads', resource: 'oss://ferry-photos/' }),
        ),
    }),
    mayDo: opened((props) => <MayDoDialog {...props} />, {
      lay: (client) => read(client, mayDoQuery(me, at('photos/')), mayDo(verdicts)),
    }),
  },
}
