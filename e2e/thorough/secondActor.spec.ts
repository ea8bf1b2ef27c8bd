import { dealt, expected, halfMoved, names, otherClient, sidesOf, standOf } from '../halfMoved.ts'
import { App, expect, test } from '../world.ts'

/** A store that others write to, too, while a job is stopped, or goes on elsewhere. */

test('a move of 600 is paused while another client deletes and edits: nothing is lost, and what is said is so', async ({
  app,
  ferry,
}) => {
  test.setTimeout(120_000)
  const { letGo } = await halfMoved(app, ferry)
  const job = app.job('many')
  await job.getByRole('button', { name: 'Pause' }).click()
  await expect(job).toContainText('Paused')
  await letGo()
  const { moved, both, left } = await standOf(app)
  const other = otherClient(app)
  const [asIs = [], uncopied = [], editedCopy = [], copyOnly = [], editedSource = []] = dealt(both, 5)
  const [waiting = [], editedWaiting = [], gone = []] = dealt(left, 3)
  await other.deletesCopies(uncopied)
  await other.editsCopies(editedCopy)
  await other.deletesSources([...copyOnly, ...gone])
  await other.editsSources([...editedSource, ...editedWaiting])
  await job.getByRole('button', { name: 'Resume' }).click()
  const changed = [...editedSource, ...editedWaiting]
  const failed = changed.length + gone.length
  await expect(job.locator('.job-state')).toHaveText(`${failed} failed`, { timeout: 30_000 })
  await job.getByRole('heading').getByRole('button').click()
  await expect(job).toContainText(`The source changed during the operation (${changed.length})`)
  await expect(job).toContainText(`The object doesn't exist (${gone.length})`)
  await job.getByRole('button', { name: 'Retry failed' }).click()
  await expect(job.locator('.job-state')).toHaveText(`${gone.length} failed`, { timeout: 30_000 })
  const done = [...moved, ...asIs, ...uncopied, ...copyOnly, ...waiting, ...changed]
  await expect(job).toContainText(`${done.length} of ${done.length + gone.length} objects`)
  await expect(job).toContainText(`${editedCopy.length} skipped`)
  expect(await sidesOf(app)).toEqual(
    expected(
      [
        [...moved, ...asIs, ...uncopied, ...copyOnly, ...waiting],
        [undefined, 'own'],
      ],
      [changed, [undefined, 'edited']],
      [editedCopy, ['own', 'edited']],
      [gone, [undefined, undefined]],
    ),
  )
})

test('a move of 600 is cancelled, and undone after another client came: what is not back as it was is named', async ({
  app,
  ferry,
}) => {
  test.setTimeout(120_000)
  const { letGo } = await halfMoved(app, ferry)
  const job = app.job(/^Move/)
  await job.getByRole('button', { name: 'Cancel job' }).click()
  await job.getByRole('button', { name: 'Cancel job' }).last().click()
  await letGo()
  await expect(job).toContainText('Canceled')
  const { moved, both, left } = await standOf(app)
  const other = otherClient(app)
  const [asIs = [], uncopied = [], editedCopy = [], copyOnly = [], editedSource = []] = dealt(both, 5)
  const [back = [], editedMoved = [], goneMoved = [], taken = []] = dealt(moved, 4)
  await other.deletesCopies([...uncopied, ...goneMoved])
  await other.editsCopies([...editedCopy, ...editedMoved])
  await other.deletesSources(copyOnly)
  await other.editsSources(editedSource)
  await other.writesSources(taken)
  await job.getByRole('button', { name: 'Undo', exact: true }).click()
  const undo = app.job(/^Undo/)
  await undo.getByRole('button', { name: 'Continue with the other' }).click()
  await expect(undo.locator('.job-state')).toHaveText('Partly done', { timeout: 30_000 })
  const done = asIs.length + copyOnly.length + back.length
  await expect(undo).toContainText(`${done} of ${done} objects`)
  await expect(undo).toContainText(`${editedSource.length + taken.length} skipped`)
  await expect(undo).toContainText(`The object no longer exists (${uncopied.length + goneMoved.length})`)
  await expect(undo).toContainText(
    `No longer the object that the job wrote (${editedCopy.length + editedMoved.length})`,
  )
  expect(await sidesOf(app)).toEqual(
    expected(
      [
        [...left, ...asIs, ...uncopied, ...copyOnly, ...back],
        ['own', undefined],
      ],
      [editedCopy, ['own', 'edited']],
      [editedSource, ['edited', 'own']],
      [editedMoved, [undefined, 'edited']],
      [goneMoved, [undefined, undefined]],
      [taken, ['another', 'own']],
    ),
  )
})

test('the tab that runs a move is closed in its middle: another tab goes on, and every object is at the target alone', async ({
  app,
  ferry,
}) => {
  const watching = new App(await app.page.context().newPage(), ferry, app.oss)
  await watching.goTo('ferry-photos')
  await expect(watching.row('README.md')).toBeVisible()
  const { letGo } = await halfMoved(app, ferry)
  await expect(watching.job('many')).toContainText('of 600 objects')
  await app.page.close()
  await letGo()
  await expect(watching.job('many').locator('.job-state')).toHaveText('Done', { timeout: 30_000 })
  await expect(watching.job('many')).toContainText('600 objects')
  expect(await sidesOf(app)).toEqual(expected([names, [undefined, 'own']]))
})
