import { addressOf } from '../../app/clipboard/clip.ts'
import { bucketInfoQuery } from '../../app/details/detailQueries.ts'
import type { Row } from '../../app/listing/rows.ts'
import { useMeasures } from '../../app/measure/measures.ts'
import { bucketsQuery, listingQuery } from '../../app/queries/queries.ts'
import { RemoveDialog } from '../../app/remove/RemoveDialog.tsx'
import { RenameDialog } from '../../app/rename/RenameDialog.tsx'
import { refsOf } from '../../app/requests/requests.ts'
import { useSession } from '../../app/session/session.ts'
import { TransferDialog } from '../../app/transfer/TransferDialog.tsx'
import { appears, press, type } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { me, now, other } from '../world/accounts.ts'
import { at, buckets, folder, home, listed, longName, photos, rows } from '../world/objects.ts'
import { denied, failed, read, readBuckets } from '../world/reads.ts'

const cover = rows(listed('photos/2024/cover.jpg'))
const input = '.dialog input:not([role="combobox"])'
const submit = '.dialog button[type="submit"]'
const relay = '.dialog-form input[type="checkbox"]'

function transferOf(of: readonly Row[], more: Partial<State> = {}, removeSource = false): State {
  const draw = () => (
    <OpenDialog>
      {(onClose) => (
        <TransferDialog
          account={me}
          home={home}
          rows={of}
          sources={refsOf(home, of)}
          removeSource={removeSource}
          onClose={onClose}
        />
      )}
    </OpenDialog>
  )
  return { lay: (client) => readBuckets(client), draw, ...more }
}

/** As a person types it; the button then says what is wrong with it. */
const aimed = (address: string) => () => type(input, address)
const sent = (address: string) => async () => {
  await type(input, address)
  await press(submit)
}

export const transfer: Part = {
  frame: 'sheet',
  states: {
    copy: transferOf(cover),
    move: transferOf([...cover, folder('photos/2024/raw/')], {}, true),
    aimed: transferOf(cover, { hand: aimed('oss://ferry-backup/2024/') }),
    otherRegion: transferOf(cover, { hand: sent('oss://ferry-qingdao/') }),
    intoItself: transferOf([folder('photos/2024/')], { hand: sent('oss://ferry-photos/photos/2024/raw/') }),
    noAddress: transferOf(cover, { hand: sent('') }),
    noBucket: transferOf(cover, { hand: sent('oss://nobody/') }),
    edgeSpace: transferOf(cover, { hand: aimed('oss://ferry-backup/2024 /') }),
    appendable: transferOf(rows(listed('photos/2024/log.txt', { type: 'Appendable' }))),
    link: transferOf(rows(listed('latest.jpg', { type: 'Symlink' }), listed('a.jpg')), {
      hand: aimed('oss://ferry-backup/'),
    }),
    linkElsewhere: transferOf(rows(listed('latest.jpg', { type: 'Symlink' })), {
      hand: async () => {
        await aimed('oss://ferry-qingdao/')()
        await press(relay)
      },
    }),
    archived: transferOf(rows(listed('photos/2024/cold.tif', { storageClass: 'Archive' }), listed('a.jpg'))),
    twoAccounts: transferOf(cover, {
      lay: (client) => {
        readBuckets(client)
        readBuckets(client, buckets, other)
        useSession.setState({ accounts: [me, other] })
      },
    }),
    longNames: transferOf(rows(listed(`photos/${longName}`)), { hand: aimed(`oss://ferry-backup/${longName}/`) }),
    bucketsLoading: transferOf(cover, { lay: () => {} }),
    bucketsDenied: transferOf(cover, {
      lay: (client) =>
        failed(client, bucketsQuery(me), denied({ operation: 'ListBuckets', resource: 'oss://', bucket: '' })),
    }),
  },
}

function renameOf(of: Row, hand?: State['hand']): State {
  return {
    lay: (client) => read(client, listingQuery(me, at('photos/2024/')), photos),
    draw: () => (
      <OpenDialog>
        {(onClose) => (
          <RenameDialog account={me} home={home} rows={[of]} sources={refsOf(home, [of])} onClose={onClose} />
        )}
      </OpenDialog>
    ),
    ...(hand && { hand }),
  }
}

const named = (name: string) => async () => {
  await type(input, name)
  await press(submit)
}
const [object] = cover as [Row]

export const rename: Part = {
  frame: 'sheet',
  states: {
    object: renameOf(object),
    folder: renameOf(folder('photos/2024/raw/')),
    taken: renameOf(object, named('index.html')),
    empty: renameOf(object, named('')),
    edgeSpace: renameOf(object, () => type(input, ' cover.jpg')),
    oddName: renameOf(rows(listed('photos/2024/invoice\u202Efdp.exe'))[0] as Row),
    longName: renameOf(rows(listed(`photos/2024/${longName}`))[0] as Row),
    appendable: renameOf(rows(listed('photos/2024/log.txt', { type: 'Appendable' }))[0] as Row),
  },
}

const info = { name: home.bucket, region: home.region, created: now, storageClass: 'Standard', acl: 'private' } as const

function removeOf(of: readonly Row[], versioning?: 'Enabled', hand?: State['hand']): State {
  return {
    ...(hand && { hand }),
    lay: (client) => {
      read(client, bucketInfoQuery(me, home), { ...info, ...(versioning && { versioning }) })
    },
    draw: () => (
      <OpenDialog>
        {(onClose) => <RemoveDialog account={me} home={home} rows={of} sources={refsOf(home, of)} onClose={onClose} />}
      </OpenDialog>
    ),
  }
}

const raw = folder('photos/2024/raw/')
/** What the walk that the dialog begins has told by now. */
const counted = (objects: number, state: 'walking' | 'done') => async () => {
  await appears('.dialog [role="status"]')
  useMeasures.setState({
    of: new Map([
      [`${home.account} ${addressOf(at(raw.key))}`, { objects, bytes: objects * 3_400_000, classes: {}, state }],
    ]),
  })
}

export const remove: Part = {
  frame: 'sheet',
  states: {
    forGood: removeOf(cover),
    kept: removeOf(cover, 'Enabled'),
    many: removeOf(rows(...Array.from({ length: 12 }, (_, n) => listed(`photos/2024/DSC_${n}.jpg`)))),
    folder: removeOf([raw], undefined, counted(1204, 'done')),
    counting: removeOf([raw], undefined, counted(300, 'walking')),
    cold: removeOf(rows(listed('photos/2024/cold.tif', { storageClass: 'ColdArchive' }))),
    longNames: removeOf(rows(listed(longName), listed('invoice\u202Efdp.exe'))),
    unknownVersioning: { ...removeOf(cover), lay: () => {} },
  },
}
