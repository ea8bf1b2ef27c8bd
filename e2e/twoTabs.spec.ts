import type { RunningFerry } from '../src/server/startFerry.ts'
import { App, expect, place, test } from './world.ts'

const names = Array.from({ length: 60 }, (_, n) => `in/${String(n).padStart(2, '0')}`)

/** A copy of 60 objects that comes as far as 20, shown by a second tab. */
async function halfDone(app: App, ferry: RunningFerry) {
  const { signal } = new AbortController()
  for (const key of names) await app.oss.put({ at: place('ferry-backup', key), body: key, attributes: {}, signal })
  await app.goTo('ferry-backup')
  const other = new App(await app.page.context().newPage(), ferry, app.oss)
  await other.goTo('ferry-backup')
  await expect(other.row('in')).toBeVisible()
  let goOn = () => {}
  const hold = new Promise<void>((resolve) => {
    goOn = resolve
  })
  ferry.localOss.faults.add({ op: 'CopyObject', skip: 20, hold })
  await app.choose('in', 'Copy to…')
  await app.transfer('oss://ferry-backup/out/')
  await expect(other.job('in')).toContainText('20 of 60')
  return { other, goOn }
}

test('one tab runs a job, another watches it, and goes on with it when the first is gone', async ({ app, ferry }) => {
  const { other, goOn } = await halfDone(app, ferry)
  await app.page.close()
  goOn()
  await expect(other.job('in')).toContainText('Done')
  expect(await app.keysOf('ferry-backup', 'out/')).toEqual(names.map((name) => `out/${name}`))
})

test('a cancel in another tab says what stays, and stops the first', async ({ app, ferry }) => {
  const { other, goOn } = await halfDone(app, ferry)
  await other.job('in').getByRole('button', { name: 'Cancel job' }).click()
  await expect(other.job('in')).toContainText('What is copied (20) stays')
  await other.job('in').getByRole('button', { name: 'Cancel job' }).last().click()
  await expect(app.job('in')).toContainText('Cancelled')
  goOn()
  await other.job('in').getByRole('heading').getByRole('button').click()
  await other.job('in').getByText('Not done 40').click()
  await expect(other.job('in').getByRole('listitem').first()).toContainText('Not done')
  await expect(other.job('in')).not.toContainText('Queued')
  expect(await app.keysOf('ferry-backup', 'in/')).toEqual(names)
  // What was in flight may have come to an end at the store; nothing was begun after that.
  expect((await app.keysOf('ferry-backup', 'out/')).length).toBeLessThan(names.length)
})
