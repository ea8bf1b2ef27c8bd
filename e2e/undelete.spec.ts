import { findings, findingsWhereNarrow } from './axe.ts'
import { type App, expect, place, test } from './world.ts'

const never = new AbortController().signal
const bucket = { bucket: 'ferry-backup', region: 'cn-hangzhou' }

/** Objects of two folders, all deleted but one. */
async function deleteSome(app: App) {
  await app.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
  for (const key of ['dir/a', 'dir/b', 'dir/there', 'more/c', 'other/d'])
    await app.oss.put({ at: place('ferry-backup', key), body: key, attributes: {}, signal: never })
  for (const key of ['dir/a', 'dir/b', 'more/c', 'other/d'])
    await app.oss.remove({ at: place('ferry-backup', key), signal: never })
}

test('what was deleted in a folder comes back after its plan was seen, and an undo deletes it again', async ({
  app,
  page,
}) => {
  await deleteSome(app)
  await app.goTo('ferry-backup')
  await app.choose('dir', 'Undelete objects…')
  const dialog = app.dialog()
  await expect(dialog).toContainText('Undelete objects in oss://ferry-backup/dir/')
  expect(await findings(page)).toEqual([])
  expect(await findingsWhereNarrow(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const jobs = page.getByRole('region', { name: 'Jobs' })
  await expect(jobs.getByRole('button', { name: /2 Undelete/ })).toBeVisible()
  expect(app.writes().filter((op) => op === 'DeleteObject')).toHaveLength(4)
  await jobs.getByRole('button', { name: /^Start/ }).click()
  await expect(jobs.getByText('Done', { exact: true }).first()).toBeVisible()
  expect(await app.keysOf('ferry-backup', 'dir/')).toEqual(['dir/a', 'dir/b', 'dir/there'])
  expect(await app.keysOf('ferry-backup', 'other/')).toEqual([])

  await jobs.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(() => app.keysOf('ferry-backup', 'dir/')).toEqual(['dir/there'])
})

test('from the place itself, also where no row is left of it', { tag: '@thorough' }, async ({ app, page }) => {
  await deleteSome(app)
  await app.goTo('ferry-backup', 'other/')
  await page.getByRole('button', { name: 'More options' }).click()
  await page.getByRole('menuitem', { name: 'Undelete objects…' }).click()
  await app.dialog().getByRole('button', { name: 'Show plan' }).click()
  const jobs = page.getByRole('region', { name: 'Jobs' })
  await jobs.getByRole('button', { name: /^Start/ }).click()
  await expect(app.row('7 B')).toBeVisible()
  expect(await app.keysOf('ferry-backup', 'other/')).toEqual(['other/d'])
})

test('a bucket without versions says why nothing can come back', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('site', 'Undelete objects…')
  await expect(app.dialog().getByText('Versioning is off for this bucket')).toBeVisible()
  await expect(app.dialog().getByRole('button', { name: 'Show plan' })).toBeDisabled()
})
