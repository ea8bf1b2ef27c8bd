import { test } from './fixture.ts'
import { expectStates } from './states.ts'

test('the whole window: nothing is said of buckets that nobody could list', async ({ stage }) => {
  const unknown = ['0 buckets', 'This account has no buckets yet']
  await expectStates(stage, 'window', {
    home: { says: ['4 buckets', 'ferry-archive'], can: ['New bucket'] },
    listing: { says: ['11 items', 'cover.jpg', 'ferry-backup'] },
    loading: { says: ['No jobs yet'], without: unknown },
    twoAccounts: { says: ['photos-editor', 'archive-reader', '11 items', '4 buckets'] },
    signedOut: { says: ['Not signed in', 'The account of this pane is not signed in', '11 items'] },
    denied: { says: ['Access denied', 'oss:ListBuckets'], without: unknown, can: ['Try again'] },
    noAnswer: { says: ['The connection was lost'], without: unknown, can: ['Try again'] },
  })
})

test('a listing says what is there, or why nothing is', async ({ stage }) => {
  const bars = ['Upload', 'New folder']
  await expectStates(stage, 'listing', {
    rows: {
      says: ['11 items', 'film.mov', '6 GiB', 'Infrequent Access', 'Symlink', 'Appendable', 'Not restored'],
      can: bars,
    },
    chosen: { says: ['1 selected', '3.4 MiB'], can: ['Copy to…', 'Move to…', 'Rename', 'Edit metadata'] },
    tiles: { says: ['film.mov', '6 GiB'], without: ['Infrequent Access'] },
    oddNames: { says: ['13 items', 'invoice⟨U+202E⟩fdp.exe', 'a⟨U+000A⟩b⟨U+0009⟩c', '<b>bold</b>.html'] },
    empty: { says: ['0 items', 'There is nothing here'], can: ['Upload'] },
    onlyMarker: { says: ['There is nothing here', 'an object of its own (12 B)'] },
    nothingFound: { says: ['0 of 11 items', 'Nothing matches “no such thing”'], can: ['Clear filter'] },
    loading: { says: ['Loading…'], without: ['There is nothing here', '0 items'] },
    denied: {
      says: ['Access denied', 'oss:ListObjects', 'acs:oss:*:*:ferry-photos'],
      without: ['0 items'],
      can: ['Try again'],
    },
    bucketGone: { says: ["The bucket doesn't exist"], without: ['There is nothing here'], can: ['Try again'] },
    noAnswer: { says: ['The connection was lost'], can: ['Try again'] },
    brokenOff: { says: ['The list is incomplete.', 'cover.jpg'], without: ['11 items'], can: ['Try again'] },
    readOnly: { says: ['11 items'], cannot: bars },
    readOnlyEmpty: { says: ['There is nothing here'], cannot: bars },
    searchNew: { says: ['11 items', 'File extension'], cannot: ['Search'] },
    searchFound: { says: ['2 found, 4,210 objects checked', 'raw/deep/below/cover.jpg'] },
    searchNothing: { says: ['0 found, 4,210 objects checked'], without: ['There is nothing here'] },
  })
})

test('the home page and the side bar lead to any number of buckets', async ({ stage }) => {
  await expectStates(stage, 'home', {
    cards: { says: ['4 buckets', 'ferry-qingdao', 'China (Qingdao)'], can: ['New bucket'] },
    list: { says: ['Region', 'Storage class', 'Created', 'Infrequent Access'] },
    many: { says: ['240 buckets', 'team-002-backup'] },
    longNames: { says: ['the-quarterly-consolidated-reports-of-all-subsidiaries-20240101'] },
    none: { says: ['0 buckets', 'This account has no buckets yet'] },
    nothingFound: { says: ['Nothing matches “no such bucket”'], can: ['Clear filter'] },
    readOnly: { says: ['4 buckets'], cannot: ['New bucket'] },
  })
  await expectStates(stage, 'sideBar', {
    buckets: { says: ['China (Hangzhou)', 'ferry-photos', 'China (Qingdao)'] },
    kept: { says: ['Favorites', 'Recent', '西湖', '2023'] },
    many: { says: ['team-002-backup'] },
    open: { says: ['archive', 'photos', 'site'] },
    openLoading: { says: ['Loading…'] },
    openDenied: { says: ["Can't be read"], without: ['No folders'] },
    openEmpty: { says: ['No folders'] },
    oddNames: { says: ['(empty name)', '⟨U+0020⟩'] },
    longNames: { says: ['the-quarterly-consolidated'] },
    nothingFound: { says: ['Nothing matches “no such bucket”'], without: ['ferry-photos'] },
    none: { says: [], without: ['Nothing matches'] },
  })
})

test('the path and the picker lead to any depth', async ({ stage }) => {
  await expectStates(stage, 'breadcrumb', {
    short: { says: ['ferry-photos', 'photos', '2024'] },
    home: { says: [], without: ['ferry-photos'] },
    deep: { says: ['level-1', 'level-14'] },
    longNames: { says: ['the-quarterly', 'end.parquet'] },
    oddNames: { says: ['(empty name)', '..', 'a⟨U+000A⟩b'] },
    startPath: { says: ['ferry-photos/photos', '2024'] },
    typed: { says: [], without: ['Enter oss://'] },
    wrongAddress: { says: ['Enter oss://bucket/folder/'] },
  })
  const none = 'No subfolders. Objects go here.'
  await expectStates(stage, 'picker', {
    buckets: { says: ['ferry-backup', 'Relay', 'OSS copies within one region only'], without: [none] },
    kept: { says: ['Favorites', 'oss://ferry-backup/films/', 'Recent'] },
    many: { says: ['team-000-logs'] },
    longNames: { says: ['the-quarterly-consolidated-reports-of-all-subsidiaries-20240101'] },
    found: { says: ['ferry-qingdao'], without: ['ferry-backup'] },
    nothingFound: { says: ['No place matches “no such place”'] },
    level: { says: ['films', '西湖', 'New folder'], without: [none] },
    levelEmpty: { says: [none] },
    levelLoading: { says: ['New folder'], without: [none] },
    levelDenied: { says: ['Access denied', 'oss:ListObjects'], without: [none], can: ['Try again'] },
  })
})

test('details, and what is told where something could not be read', async ({ stage }) => {
  await expectStates(stage, 'details', {
    object: {
      says: ['3.4 MiB', 'Private', 'project', '9278441032245', 'image/jpeg', '王小波'],
      can: ['Download…', 'Edit metadata'],
    },
    crowded: { says: ['a-long-name-of-metadata-13'] },
    restoring: { says: ['Restoring…'] },
    restored: { says: ['Readable until 05/15/2026'], can: ['Restore…'] },
    link: { says: ['Symlink target', 'photos/2024/cover.jpg'] },
    many: { says: ['3 items selected'], can: ['Calculate size'] },
    folder: { says: ["A folder isn't an object"], can: ['Calculate size'] },
    nothing: { says: ['Select an object to see its details.', 'oss://ferry-photos/photos/2024/'] },
    longNames: { says: ['end.parquet'] },
    loading: { says: ['3.4 MiB'], without: ['Private'] },
    denied: { says: ["Can't be read: Access denied", 'oss:GetObject'], can: ['Try again'] },
    noAnswer: { says: ['The connection was lost'], can: ['Try again'] },
  })
  await expectStates(stage, 'trouble', {
    oneRight: { says: ['oss:ListObjects', 'acs:oss:*:*:ferry-photos'], can: ['Copy policy', 'Try again'] },
    policy: { says: ['"Action": [ "oss:ListObjects" ]'] },
    twoRights: { says: ['oss:GetObject', 'oss:PutObject', 'acs:oss:*:*:ferry-backup/2024/cover.jpg'] },
    deny: {
      says: [
        'A Deny statement in a policy refuses oss:PutObject',
        'oss:PutObject on acs:oss:*:*:ferry-backup/2024/cover.jpg',
      ],
      without: ['RAM policy', 'Grant'],
      can: ['Copy request', 'Try again'],
    },
    longNames: { says: ['end.parquet'] },
    noAnswer: { says: ['The connection was lost'], without: ['RAM policy'], can: ['Try again'] },
    bucketGone: { says: ["The bucket doesn't exist"], without: ['RAM policy'] },
    noAccess: { says: ['This tab is no longer signed in to OSS Ferry'] },
    browserLacks: { says: ["IndexedDB isn't available", "Web Workers aren't available"] },
  })
  await expectStates(stage, 'help', {
    page: { says: ['Plan', 'Verification', 'Relay', 'Undo', 'Keyboard shortcuts'] },
  })
})

test('signing in: what is missing, and why one was not let in', async ({ stage }) => {
  await expectStates(stage, 'signIn', {
    first: { says: ['Sign in to Alibaba Cloud'], without: ['Required'], can: ['Sign in'] },
    withLocal: { says: ['No account needed'], can: ['Try it on this computer'] },
    empty: { says: ['Required'] },
    temporary: { says: ['STS token'] },
    checking: { says: ['Checking…'] },
    wrongSecret: { says: ['The AccessKey secret is wrong'], can: ['Sign in'] },
    unknownKey: { says: ["The AccessKey ID doesn't exist or is disabled"] },
    mayListNothing: { says: ['Access denied', 'oss:ListBuckets', 'start path'] },
    clock: { says: ["This computer's clock is off by more than 15 minutes"] },
    noAnswer: { says: ['The connection was lost'] },
    proxyRefused: { says: ["The proxy doesn't allow this endpoint", 'NO_PROXY', 'proxy.example.com:3128'] },
    proxySignIn: { says: ['A proxy asks for a sign-in', 'HTTPS_PROXY'] },
    pathStyle: { says: ['The endpoint takes buckets in the path', 'Import accounts'] },
    importedNothing: {
      says: ['No account was imported:', 'No. 3 (Backup): missing: region; not valid: endpoint'],
    },
    importedInPart: {
      says: [
        ...['photos-editor', '2 accounts were not imported:', 'not valid: endpoint, read-only (isReadOnly)'],
        ...['No. 4 (Backup): same account as no. 1', 'No. 2 (Backup): accessKeySecret, readOnly'],
      ],
    },
    importedNewer: { says: ["The version of the file isn't supported"] },
    imported: { says: ['photos-editor', 'archive-reader', 'oss-cn-hangzhou.aliyuncs.com'] },
    untrusted: { says: ["The endpoint's certificate isn't trusted", 'NODE_EXTRA_CA_CERTS'], can: ['Sign in'] },
    locked: { says: ['photos-editor is locked.'] },
    adding: { says: ['Add an account'], can: ['Back'] },
    renewed: { says: ['Change the keys of photos-editor'], without: ['Keep me signed in'] },
  })
})
