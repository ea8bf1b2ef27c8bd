import { expect, test } from '../world.ts'

/** Said by another page of this origin: a tab of another version, or worse. */
const sayJunk = () => {
  const junk: unknown[] = [
    null,
    undefined,
    7,
    'text',
    [],
    {},
    { is: null },
    { is: '__proto__', job: 'x' },
    { is: 'constructor', job: 'x' },
    { is: 'views', job: 'x' },
    { is: 'wake', job: 'x' },
    { is: 'pause' },
    { is: 'pause', job: { toString: 1 } },
    { is: 'pause', job: 'nobody' },
    { is: 'open' },
    { is: 'open', views: [null, {}, { id: 'x', request: { do: 'copy', sources: [null] } }] },
    { is: 'changed', views: 'all' },
    { is: 'moved', figures: [null] },
    { is: 'touched', places: [null] },
    { is: 'changed' },
    { is: 'changed', tab: 7 },
    { is: 'changed', tab: { half: 'x', salt: 'x', iv: 'x', box: 'x', accounts: [null] } },
    { is: 'want', job: 'x', from: 'all' },
    { is: 'piece', job: 'x', of: 'y', from: 0, left: 0, chosen: null },
    new Map([['is', 'hello']]),
    new Uint8Array(1000),
  ]
  for (const name of ['oss-ferry-jobs', 'oss-ferry-files', 'ferry-session']) {
    const channel = new BroadcastChannel(name)
    for (const one of junk) channel.postMessage(one)
    channel.close()
  }
}

test('junk on the channels of the tabs ends neither a tab nor the Worker, nor the session', async ({
  app,
  page,
  ferry,
  context,
}) => {
  const other = await context.newPage()
  await other.route('**/quiet', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }),
  )
  await other.goto(`${ferry.url}quiet`)
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/docs/')
  await other.evaluate(sayJunk)
  await expect(app.job('README.md')).toContainText('Done')
  await other.evaluate(sayJunk)
  await app.goTo('ferry-photos', 'videos/')
  await app.choose('远航', 'Copy to…')
  await app.transfer('oss://ferry-backup/films/')
  await other.evaluate(sayJunk)
  await expect(app.job('远航')).toContainText('Done')
  await expect(page.locator('li.job')).toHaveCount(2)
  await page.reload()
  await page.getByRole('button', { name: 'Job panel' }).click()
  await expect(app.job('远航')).toContainText('Done')
})
