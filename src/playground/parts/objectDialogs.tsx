import type { ReactNode } from 'react'
import { NewFolderDialog } from '../../app/create/NewFolderDialog.tsx'
import { SymlinkDialog } from '../../app/create/SymlinkDialog.tsx'
import { bucketInfoQuery } from '../../app/details/detailQueries.ts'
import type { DialogProps } from '../../app/dialogs/Dialogs.tsx'
import { DownloadDialog } from '../../app/download/DownloadDialog.tsx'
import type { Row } from '../../app/listing/rows.ts'
import { refsOf } from '../../app/requests/requests.ts'
import { RestoreDialog } from '../../app/restore/RestoreDialog.tsx'
import { ShareDialog } from '../../app/share/ShareDialog.tsx'
import { isPublicQuery, sharedQuery, urlsQuery } from '../../app/share/shareQueries.ts'
import { UploadDialog } from '../../app/upload/UploadDialog.tsx'
import { UndeleteDialog } from '../../app/versions/UndeleteDialog.tsx'
import { VersionsDialog } from '../../app/versions/VersionsDialog.tsx'
import { versionsQuery } from '../../app/versions/versionQueries.ts'
import type { BucketInfo, Version } from '../../oss/types.ts'
import { press, type } from '../gestures.ts'
import { OpenDialog } from '../OpenDialog.tsx'
import type { Part, State } from '../part.ts'
import { day, me, now } from '../world/accounts.ts'
import { at, folder, home, listed, longName, rows } from '../world/objects.ts'
import { denied, failed, read, readBuckets } from '../world/reads.ts'

const prefix = 'photos/2024/'
const cover = rows(listed(`${prefix}cover.jpg`))
const input = '.dialog input'

function opened(dialog: (onClose: () => void) => ReactNode, more: Partial<State> = {}): State {
  return { draw: () => <OpenDialog>{dialog}</OpenDialog>, ...more }
}

/** What a dialog is given that is opened for rows, and for a place. */
const ofRows = (of: readonly Row[], onClose: () => void): DialogProps => {
  return { account: me, home, rows: of, sources: refsOf(home, of), onClose }
}
const here = (onClose: () => void) => ({ account: me, home, prefix, onClose })

const info = (more: Partial<BucketInfo> = {}): BucketInfo => ({
  ...{ name: home.bucket, region: home.region, created: now - 90 * day, storageClass: 'Standard', acl: 'private' },
  ...more,
})

function shared(urls: string[], ofKeys = cover): State {
  const signed = { kind: 'signed', seconds: 3600, download: false } as const
  return opened((onClose) => <ShareDialog {...ofRows(ofKeys, onClose)} />, {
    lay: (client) => {
      const keys = ofKeys.map(({ key }) => key)
      read(
        client,
        sharedQuery(ofRows(ofKeys, () => {})),
        ofKeys.map(({ key }) => listed(key)),
      )
      read(client, urlsQuery(me, home, keys, signed), { urls, ends: now + 3_600_000 })
      read(client, isPublicQuery(me, home, keys[0] ?? ''), false)
    },
  })
}

const versions: Version[] = [
  { is: 'marker', key: `${prefix}cover.jpg`, versionId: 'CAEQNhiBgICg1', isLatest: true, modified: now - day },
  {
    ...listed(`${prefix}cover.jpg`),
    is: 'version',
    versionId: 'CAEQNhiBgMDJ2',
    isLatest: false,
    modified: now - 2 * day,
  },
  { ...listed(`${prefix}cover.jpg`), is: 'version', versionId: 'null', isLatest: false, modified: now - 9 * day },
]
const plain: Version[] = [{ ...listed(`${prefix}cover.jpg`), is: 'version', versionId: 'null', isLatest: true }]

function versionsOf(of: Version[], versioning?: 'Enabled' | 'Suspended'): State {
  return opened((onClose) => <VersionsDialog {...here(onClose)} prefix={`${prefix}cover.jpg`} />, {
    lay: (client) => {
      read(client, bucketInfoQuery(me, home), info(versioning && { versioning }))
      read(client, versionsQuery(me, at(`${prefix}cover.jpg`)), {
        pages: [{ versions: of, prefixes: [] }],
        pageParams: [undefined],
      })
    },
  })
}

function undelete(versioning?: 'Enabled'): State {
  return opened((onClose) => <UndeleteDialog account={me} home={home} prefixes={[prefix]} onClose={onClose} />, {
    lay: (client) => read(client, bucketInfoQuery(me, home), info(versioning && { versioning })),
  })
}

const restored = (of: readonly Row[], more: Partial<State> = {}) =>
  opened((onClose) => <RestoreDialog {...ofRows(of, onClose)} />, more)
const frozen = rows(
  listed('negative-02.tif', { storageClass: 'Archive' }),
  listed('negative-03.tif', { storageClass: 'DeepColdArchive' }),
)

/** What is opened for objects and folders, each in the states in which it may be found. */
export const objectDialogs: Part = {
  frame: 'sheet',
  states: {
    newFolder: opened((onClose) => <NewFolderDialog {...here(onClose)} />),
    newFolderWrong: opened((onClose) => <NewFolderDialog {...here(onClose)} />, { hand: () => type(input, 'a//b') }),
    symlink: opened((onClose) => <SymlinkDialog {...ofRows(cover, onClose)} />),
    share: shared(['https://ferry-photos.oss-cn-hangzhou.aliyuncs.com/photos/2024/cover.jpg?x-oss-expires=3600']),
    shareLong: shared(
      [`https://ferry-photos.oss-cn-hangzhou.aliyuncs.com/${longName}?x-oss-expires=3600`],
      rows(listed(longName)),
    ),
    restore: restored(frozen),
    restoreWrong: restored(frozen, { hand: () => type(input, '999') }),
    restoreNothing: restored(cover),
    restoreFolder: restored([folder('photos/2024/raw/')]),
    versions: versionsOf(versions, 'Enabled'),
    versionsSuspended: versionsOf(versions.slice(1), 'Suspended'),
    versionsOff: versionsOf(plain),
    versionsCopyAs: {
      ...versionsOf(versions, 'Enabled'),
      hand: () => press('.version-buttons button:nth-of-type(2)'),
    },
    versionsDenied: opened((onClose) => <VersionsDialog {...here(onClose)} />, {
      lay: (client) => {
        const error = denied({ operation: 'ListObjectVersions', resource: 'oss://ferry-photos/' })
        failed(client, versionsQuery(me, at(prefix)), error)
      },
    }),
    undelete: undelete('Enabled'),
    undeleteOff: undelete(),
    download: opened((onClose) => <DownloadDialog {...ofRows(cover, onClose)} />),
    downloadMany: opened((onClose) => <DownloadDialog {...ofRows([...cover, folder('photos/2024/raw/')], onClose)} />),
    upload: opened((onClose) => <UploadDialog {...here(onClose)} />, { lay: (client) => readBuckets(client) }),
  },
}
