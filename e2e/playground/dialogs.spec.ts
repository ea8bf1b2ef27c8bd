import { expect, test } from './fixture.ts'
import { expectStates } from './states.ts'

test('copy and move: what goes where, and what stands in the way', async ({ stage }) => {
  const copy = 'Copy cover.jpg'
  await expectStates(stage, 'transfer', {
    copy: { says: ['ferry-backup', 'China (Hangzhou)', 'OSS copies within one region only'], can: [copy, 'Cancel'] },
    move: { says: ['Move 2 items'], can: ['Move 2 items'] },
    aimed: { says: ['New folder'], can: [copy] },
    otherRegion: { says: ["Can't copy across regions", 'Relay through this computer', '3.4 MiB'] },
    intoItself: { says: ["A folder can't go into itself"] },
    noAddress: { says: ['Use the form oss://bucket/folder/'] },
    noBucket: { says: ['This account has no such bucket'] },
    edgeSpace: { says: ['The name starts or ends with a space'], can: [copy] },
    appendable: { says: ["Appendable objects can't be copied"], cannot: ['Copy log.txt'] },
    link: {
      says: ['1 symlink works in its own bucket only', 'copied only along with its target'],
      can: ['Copy 2 items'],
    },
    linkElsewhere: { says: ["1 symlink can't be relayed", 'Copy its target instead'], cannot: ['Copy latest.jpg'] },
    archived: { says: ["1 of the selected items can't be copied"], can: ['Copy 2 items'] },
    twoAccounts: { says: ['Destination account', 'photos-editor'], can: [copy] },
    longNames: { says: ['a-name-that-nobody-would-g…-end.parquet'] },
    bucketsLoading: { says: ['ferry-photos'], without: ['ferry-backup'], can: [copy] },
    bucketsDenied: { says: ['ferry-photos', 'Access denied', 'oss:ListBuckets'], can: [copy, 'Try again'] },
  })
})

test('rename: the new name, and what is wrong with it', async ({ stage }) => {
  await expectStates(stage, 'rename', {
    object: { says: ['Rename cover.jpg'], can: ['Rename'] },
    folder: { says: ['Renaming a folder moves every object in it'], can: ['Rename'] },
    taken: { says: ['That name is taken', 'If the destination already exists'], can: ['Rename'] },
    empty: { says: ['Enter a name'] },
    edgeSpace: { says: ['The name starts or ends with a space'] },
    oddName: { says: ['Rename invoice⟨U+202E⟩fdp.exe'] },
    longName: { says: ['Rename a-name-that-nobody-would-g…-end.parquet'] },
    appendable: { says: ["Appendable objects can't be copied"], cannot: ['Rename'] },
  })
})

test('metadata: what is there, what changes, and why not', async ({ stage }) => {
  await expectStates(stage, 'metadata', {
    object: { says: ['x-oss-meta-', 'project=exhibition', 'Private', 'No changes yet'], cannot: ['Save'] },
    changed: { says: ['Cache-Control', 'max-age=3600', 'no-cache'], can: ['Save 1 change'] },
    crowded: { says: ['of 8,192 bytes'], cannot: ['Save'] },
    many: {
      says: [
        'Metadata of 2 items',
        'Current values of 3 objects',
        '1 symlink, of which only tags and ACL can be edited',
      ],
      cannot: ['Show plan'],
    },
    manyReading: { says: ['Metadata of 2 items', 'Reading current values'], cannot: ['Show plan'] },
    link: { says: ['A symlink has tags and an ACL of its own.'], cannot: ['Save'] },
    loading: { says: ['Metadata of cover.jpg'], without: ['Content-Type'], cannot: ['Save'] },
    denied: { says: ['Access denied', 'oss:GetObject'], can: ['Try again', 'Copy policy'], cannot: ['Save'] },
  })
})

test('rules: which there are, what one says, and what it would change', async ({ stage }) => {
  const first = 'Web pages: check for updates each time'
  const matching = '2 of 3 matching objects meet the conditions'
  await expectStates(stage, 'rules', {
    form: {
      says: ['Rules for ferry-photos/photos/2024/', 'New rule'],
      can: ['Count objects'],
      cannot: ['Show plan', 'Save rule'],
    },
    list: { says: ['Saved', 'Pages of the shop', 'Presets', first] },
    saved: { says: ['…'], can: ['Remove rule'] },
    kept: { says: ['Your unsaved changes', 'were restored'], can: ['Discard changes'] },
    problems: {
      says: ['Enter a size such as 500', 'Enter 1 to 36500', 'This is not a valid pattern', 'Enter a name'],
      cannot: ['Show plan', 'Count objects'],
    },
    preview: {
      says: [matching, 'There is also 1 symlink', '2 change, 0 already as asked', 'Cache-Controlnot set → no-cache'],
      without: ['only the first'],
      can: ['Show plan', 'Save rule', 'Export'],
    },
    sample: { says: [matching, 'only the first 3 were counted'], can: ['Show plan'] },
    none: { says: ['0 of 0 matching objects meet the conditions'] },
    counting: { says: ['Listing the objects'], cannot: ['Show plan'] },
  })
})

test('delete: whether it can come back, and how much it is', async ({ stage }) => {
  const final = "This can't be undone"
  await expectStates(stage, 'delete', {
    forGood: { says: [final, 'Versioning is off'], can: ['Delete cover.jpg'] },
    kept: { says: ['Deleted objects can be restored'], without: [final], can: ['Delete cover.jpg'] },
    many: { says: ['Delete 12 items', 'DSC_4.jpg', 'and 7 more'], without: ['DSC_5.jpg'] },
    folder: { says: ['Everything in the folder is deleted.', '1,204 objects in total, 3.8 GiB.'] },
    counting: { says: ['At least 300 objects'] },
    cold: { says: ['Not everything is in the Standard class'] },
    longNames: { says: ['end.parquet', 'invoice⟨U+202E⟩fdp.exe'] },
    // Nobody may be told that versioning is off before anybody knows.
    unknownVersioning: { says: ['This may be impossible to undo'], without: ['Versioning is off', 'can be restored'] },
  })
})

test('a dialog has the focus where one begins, goes to what is wrong, and sends what was asked', async ({ stage }) => {
  const { page } = stage
  const requests = page.getByRole('status', { name: 'Requests' })
  await stage.show('rename', 'object')
  const name = page.getByRole('textbox', { name: 'New name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('front')
  await page.keyboard.press('Enter')
  await expect(requests).toContainText('"key":"photos/2024/front.jpg"')
  await expect(requests).toContainText('"mustBeFree":true')

  await stage.show('rename', 'appendable')
  await page.getByRole('checkbox', { name: 'Relay through this computer' }).check()
  await name.fill('log-2024.txt')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(requests).toContainText('"mustBeFree":true,"relay":true')

  await stage.show('rename', 'empty')
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription(/Enter a name/)
  await page.keyboard.press('Escape')
  await expect(requests).toBeEmpty()
})

test('a copy that is sent goes where it was said to', async ({ stage }) => {
  await stage.show('transfer', 'aimed')
  await stage.page.getByRole('button', { name: 'Copy cover.jpg' }).click()
  const requests = stage.page.getByRole('status', { name: 'Requests' })
  await expect(requests).toContainText('"bucket":"ferry-backup","key":"2024/"')
  await expect(requests).toContainText('"removeSource":false,"conflict":"skip","keepAcl":true')
})

test('an edit of metadata sends what changed, and what was seen', async ({ stage }) => {
  await stage.show('metadata', 'changed')
  await stage.page.getByRole('button', { name: 'Save 1 change' }).click()
  const requests = stage.page.getByRole('status', { name: 'Requests' })
  await expect(requests).toContainText('"change":{"headers":{"Cache-Control":"no-cache"}}')
  await expect(requests).toContainText('"expects"')
})

test('what lets a page and a key in: the rules of a bucket, a bucket by its name, the name of an account', async ({
  stage,
}) => {
  await expectStates(stage, 'corsCheck', {
    reading: { says: ['without the gateway'], can: ['Check'] },
    noOrigin: { says: ['Address of the page'] },
    none: { says: ['No rule lets this page in'] },
    narrow: { says: ['2 of 5 allowed'] },
    denied: { says: ['Access denied', 'oss:GetBucketCors'], can: ['Try again'] },
  })
  await expectStates(stage, 'addBucket', {
    first: { says: ['Region'], can: ['Cancel'] },
    empty: { says: ['Enter the name of a bucket'] },
    looking: { says: ['Add a bucket'] },
    denied: { says: ['Access denied'] },
    gone: { says: ["The bucket doesn't exist"] },
    lost: { says: ['The connection was lost'] },
  })
  await expectStates(stage, 'lookOfAccount', { named: { says: ['Blue', 'Teal'], can: ['Save', 'Cancel'] } })
})
