import { dealt, expected, halfMoved, names, otherClient, sidesOf, standOf } from './halfMoved.ts'
import { App, expect, test } from './world.ts'

/** A store that others write to, too, while a job is stopped, or goes on elsewhere. */

test('a move of 600 paused while another client deletes and edits: nothing is lost, and what is said is so', async ({
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
  await expect(job.locator('.job-state')).toContainText('failed', { timeout: 30_000 })
  console.log('AFTER RESUME', await job.innerText(), {
    moved: moved.length,
    both: both.length,
    left: left.length,
    g: [asIs, uncopied, editedCopy, copyOnly, editedSource, waiting, editedWaiting, gone].map((x) => x.length),
  })
  await job.getByRole('button', { expanded: false }).first().click()
  console.log((await job.innerText()).slice(0, 1500))
  await job.getByRole('button', { name: 'Retry failed' }).click()
  await expect(job.locator('.job-state')).toContainText('Running')
  await expect(job.locator('.job-state')).not.toContainText('Running', { timeout: 30_000 })
  console.log('AFTER RETRY', await job.innerText())
  expect(await sidesOf(app)).toEqual(
    expected(
      [
        [...moved, ...asIs, ...uncopied, ...copyOnly, ...waiting],
        [undefined, 'own'],
      ],
      [
        [...editedSource, ...editedWaiting],
        [undefined, 'edited'],
      ],
      [editedCopy, ['own', 'edited']],
      [gone, [undefined, undefined]],
    ),
  )
})

test('a move of 600 cancelled and undone, with another client in between: nothing is left at the target alone unsaid', async ({
  app,
  ferry,
}) => {
  test.setTimeout(120_000)
  const { letGo } = await halfMoved(app, ferry)
  const job = app.job(/^Move/)
  await job.getByRole('button', { name: 'Cancel job' }).click()
  await job.getByRole('button', { name: 'Cancel job' }).last().click()
  await letGo()
  await expect(job).toContainText('Cancelled')
  const { moved, both, left } = await standOf(app)
  const other = otherClient(app)
  const [asIs = [], uncopied = [], editedCopy = [], copyOnly = [], editedSource = []] = dealt(both, 5)
  const [back = [], editedMoved = [], goneMoved = [], taken = []] = dealt(moved, 4)
  await other.deletesCopies([...uncopied, ...goneMoved])
  await other.editsCopies([...editedCopy, ...editedMoved])
  await other.deletesSources(copyOnly)
  await other.editsSources(editedSource)
  await other.writesSources(taken)
  await job.getByRole('button', { name: 'Undo' }).click()
  const undo = app.job(/^Undo/)
  await undo.getByRole('button', { name: /Start|Go on with the other/ }).click()
  await expect(undo.locator('.job-state')).toContainText('Done', { timeout: 30_000 })
  console.log('AFTER UNDO', await undo.innerText(), await job.innerText(), {
    moved: moved.length,
    both: both.length,
    left: left.length,
    g: [asIs, uncopied, editedCopy, copyOnly, editedSource, back, editedMoved, goneMoved, taken].map((x) => x.length),
  })
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
  await expect(watching.job('many')).toContainText('600 of 600 objects')
  expect(await sidesOf(app)).toEqual(expected([names, [undefined, 'own']]))
})
