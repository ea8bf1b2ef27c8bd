import { expect, test } from './fixture.ts'
import { expectStates } from './states.ts'

test('what is opened for objects and folders', async ({ stage }) => {
  await expectStates(stage, 'objectDialogs', {
    newFolder: { says: ['New folder'], can: ['Create'] },
    newFolderWrong: { says: ["A folder name can't be empty"], can: ['Create'] },
    symlink: { says: ['cover.jpg'], can: ['Create'] },
    share: { says: ['x-oss-expires=3600', 'Expires in'], can: ['Close'] },
    shareLong: { says: ['end.parquet'] },
    restore: { says: ['Restore 2 items', 'Restoring is billed'], can: ['Restore'] },
    restoreWrong: { says: ['Enter a whole number'], cannot: ['Restore'] },
    restoreNothing: { says: ['Nothing selected is archived'], cannot: ['Restore'] },
    restoreFolder: { says: ['Nothing starts until you confirm'], can: ['Restore'] },
    versions: { says: ['Delete marker', 'CAEQNhiBgMDJ2', 'null'], can: ['Close'] },
    versionsSuspended: { says: ['null'] },
    // The only ID there says nothing.
    versionsOff: { says: ['Versioning is off'], without: ['null'], can: ['Bucket settings…'] },
    versionsCopyAs: { says: ['Name of the copy'] },
    versionsDenied: { says: ['Access denied', 'oss:ListObjectVersions'], can: ['Try again'] },
    undelete: { says: ['Only those deleted since'], can: ['Show plan'] },
    undeleteOff: { says: ['Versioning is off'], cannot: ['Show plan'] },
    download: { says: ['Download cover.jpg'], can: ['Close'] },
    downloadMany: { says: ['Download 2 items'], can: ['Close'] },
    upload: { says: ['oss://ferry-photos/photos/2024/'], can: ['Close'] },
  })
})

test('what is opened for a bucket', async ({ stage }) => {
  await expectStates(stage, 'bucketDialogs', {
    overview: { says: ['908 GiB', '1,244,423', 'AES256'] },
    access: { says: ['Private'], cannot: ['Save ACL'] },
    versioning: { says: ['On'], can: ['Suspend versioning'] },
    cors: { says: ['https://www.example.com'], can: ['Add rule'], cannot: ['Save rules'] },
    corsFull: { says: ['Rule 10'], cannot: ['Add rule'], can: ['Save rules'] },
    deleting: { says: ['ferry-photos'], cannot: ['Delete bucket'] },
    newBucket: { says: ['3 to 63 lowercase letters'], can: ['Create'] },
    newBucketTaken: { says: ['taken'] },
    payer: { says: ['ferry-photos'], can: ['Save'] },
    uploads: { says: ['photos/film.mov', '0004B9894A22E5B1888A1E29F8236E2D'], can: ['Abort all'] },
    uploadsNone: { says: ['There are no incomplete uploads'], can: ['Close'] },
    uploadsDenied: { says: ['Access denied', 'oss:ListMultipartUploads'], can: ['Try again'] },
    mayDo: { says: ['oss:PutObject'], can: ['Close'] },
  })
})

test('what can’t be pressed yet says why where the focus comes to it', async ({ stage }) => {
  await stage.show('metadata', 'object')
  const save = stage.page.getByRole('button', { name: 'Save', exact: true })
  await expect(save).toHaveAccessibleDescription('No changes yet')
  await save.focus()
  await expect(stage.page.getByRole('tooltip')).toHaveText('No changes yet')
  await stage.page.keyboard.press('Enter')
  await expect(stage.page.getByRole('dialog')).toBeVisible()
})
