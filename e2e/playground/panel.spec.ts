import { expect, test } from './fixture.ts'
import { expectStates } from './states.ts'

test('the panel says of each job what it is, how it stands, why, and lets one do what then makes sense', async ({
  stage,
}) => {
  const undone = ['Undo', 'Remove from list']
  const open = ['Pause', 'Cancel job']
  await expectStates(stage, 'jobs', {
    none: { says: ['No jobs yet', 'Every copy, move'], cannot: ['Clear finished'] },
    all: {
      says: ['5 running', '4 with problems', '3 waiting for you', '1 paused'],
      can: ['Clear finished'],
    },
    planning: { says: ['Listing', '312 objects found'], can: open, cannot: ['Undo'] },
    review: {
      says: [
        'Waiting for you',
        '40 objects, 136 MiB',
        'Nothing has been written yet.',
        '40New at the destination',
        '1The object is archived and must be restored first',
        "1Appendable objects can't be copied",
      ],
      can: ['Continue with the other 40 objects', 'Relay through this computer', 'Restore first, then continue…'],
      cannot: ['Pause', 'Undo'],
    },
    conflicts: {
      says: ['3 conflicts', '3 already exist at the destination', 'Different', 'DSC_0001.NEF'],
      can: ['Replace all', 'Keep both for all', 'Skip all', 'Continue with the other 3 objects'],
      cannot: ['Undo'],
    },
    runningParts: {
      says: ['Running', '0 of 1 object', '2 GiB of 6 GiB', '202.2 MiB/s', '21 sec left', '32 of 96 parts', 'Retried 2'],
      can: open,
    },
    runningMany: { says: ['48 of 120 objects', '163.2 MiB of 408 MiB', '2 sec left', 'Done 48'], can: open },
    waitingForNetwork: { says: ['The connection was lost, retrying'], without: ['sec left', 'MiB/s'], can: open },
    restoring: { says: ['Restoring', '1 restoring'], can: open },
    paused: {
      says: ['Paused', '2 GiB of 6 GiB', 'The parts already copied are looked up'],
      can: ['Resume', 'Cancel job'],
      cannot: ['Pause'],
    },
    stopped: { says: ['Stopped', 'Access denied', 'oss:ListObjects', '20 objects found'], can: ['Resume'] },
    signedOut: { says: ['Waiting for sign-in', 'The account of this job is not signed in.'], cannot: ['Undo'] },
    finished: {
      says: [
        'Done',
        '2 objects',
        '96 parts',
        'Verified: CRC64',
        'CRC64 and size match for 2 objects (6 GiB)',
        '32 sec',
      ],
      without: ['Access denied'],
      can: [...undone, 'Show in “ferry-backup/2024/”', 'Save the report as CSV'],
      cannot: ['Pause', 'Retry failed'],
    },
    skippedSome: {
      says: [
        'Done, 12 skipped',
        '12 objects skipped',
        '8 skipped: the same are already',
        '3 skipped: older ones',
        '1 skipped: a newer one',
        'for 28 objects',
      ],
      can: undone,
    },
    failed: {
      says: ['24 failed', 'Access denied, and 1 more cause', 'Access denied (21)', "The copy can't be verified (3)"],
      can: ['Retry 24 failed objects', ...undone],
    },
    refused: {
      says: ['Not possible', '1 object not possible'],
      can: ['Restore first, then continue…'],
      cannot: ['Undo'],
    },
    unverified: {
      says: ['1 not verified', 'OSS has no CRC64 or ETag to verify it with', 'for 3 objects'],
      can: undone,
    },
    undone: { says: ['Undo: Move cover.jpg', 'Verified: CRC64'], cannot: ['Undo'] },
    cancelled: {
      says: [
        'Canceled',
        '1 incomplete upload could not be aborted',
        'oss:AbortMultipartUpload on acs:oss',
        'Not done 1',
      ],
      can: [...undone, 'Copy policy', 'Try again'],
    },
    longNames: { says: ['1 failed', 'invoice⟨U+202E⟩fdp.exe'], can: ['Retry 1 failed object'] },
    outdated: { says: ['There is a new version of OSS Ferry'], can: ['Reload'] },
  })
})

test('the toast says how the job stands now, where the panel is closed', async ({ stage }) => {
  const ways = ['Show job', 'Dismiss']
  await expectStates(stage, 'toast', {
    started: { says: ['Started: Copy “film.mov”'], can: ways },
    review: { says: ['Waiting for you: Move “raw/”'], can: ways },
    finished: { says: ['Done: Copy “film.mov” and 1 more'], can: ways },
    failed: { says: ['Finished with errors: Copy “raw/”'], can: ways },
    stopped: { says: ['Stopped: Copy “raw/”'], can: ways },
    longNames: { says: ['Finished with errors: Copy “a-name-that-nobody'], can: ways },
  })
  // Above the bar of the panel.
  await expect(stage.page.locator('.toast')).toBeInViewport()
})

test('a job is opened and closed by its title, and the report of its failures by their filter', async ({ stage }) => {
  await stage.show('jobs', 'failed')
  const job = stage.page.getByRole('article', { name: 'Copy “raw/”' })
  const title = job.getByRole('button', { name: /^Copy raw/ })
  await expect(title).toHaveAttribute('aria-expanded', 'true')
  await job.getByText('Failed 24').click()
  const tasks = job.getByRole('region', { name: 'Objects' }).getByRole('listitem')
  await expect(tasks.first()).toHaveAttribute('aria-setsize', '24')
  await expect(tasks.first()).toContainText('DSC_0037.NEF')
  await title.click()
  await expect(title).toHaveAttribute('aria-expanded', 'false')
  await expect(tasks).toHaveCount(0)
})

test('conflicts are shown side by side, and walked through by keys', async ({ stage }) => {
  await stage.show('jobs', 'conflicts')
  const conflicts = stage.page.getByRole('region', { name: 'Conflicts' })
  await expect(conflicts.getByRole('listitem').first()).toContainText('2.9 MiB')
  await conflicts.locator('.conflicts-list').focus()
  await stage.page.keyboard.press('ArrowDown')
  await expect(conflicts.getByRole('listitem').nth(1)).toHaveAttribute('aria-current', 'true')
})

test('in Chinese a class has its Chinese name, and a button is named as one sentence', async ({ stage }) => {
  const { page } = stage
  await stage.show('jobs', 'conflicts', { language: 'zh-CN' })
  await expect(page.locator('.conflict-class').first()).toHaveText('标准存储')
  await stage.show('jobs', 'finished', { language: 'zh-CN' })
  await expect(page.locator('.job-show').first()).toHaveAccessibleName('在“ferry-backup/2024/”中显示')
})
