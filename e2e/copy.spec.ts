import { expect, place, test } from './world.ts'

test('an object is copied to another bucket by one CopyObject', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  await app.transfer('oss://ferry-backup/docs/')
  await expect(app.job('README.md')).toContainText('Done')
  expect(app.writes()).toEqual(['CopyObject'])
  await app.goTo('ferry-backup', 'docs/')
  await expect(app.row('README.md')).toBeVisible()
})

test('a prefix is moved with everything below it', async ({ app }) => {
  await app.goTo('ferry-photos', 'photos/')
  await app.choose('2024', 'Move to…')
  await app.transfer('oss://ferry-backup/moved/')
  await expect(app.job('2024')).toContainText('Done')
  await expect(app.row('2024')).toHaveCount(0)
  await app.goTo('ferry-backup', 'moved/2024/西湖/')
  await expect(app.row('.png')).toHaveCount(4)
})

test('an object and a prefix are renamed in place', async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.rename('README.md', '读我 100%.md')
  await expect(app.row('读我 100%.md')).toBeVisible()
  await expect(app.row('README.md')).toHaveCount(0)
  await expect(app.row('读我 100%.md')).toHaveAttribute('aria-selected', 'true')
  await expect(app.row('读我 100%.md')).toHaveAttribute('data-cursor', 'true')
  await app.rename('data', 'data + more')
  // The append-type log below can't be copied: the rest waits for a yes.
  await app
    .job('data')
    .getByRole('button', { name: /Continue with the other/ })
    .click()
  await expect(app.job('data')).toContainText('Done')
  await app.row('data + more').dblclick()
  await expect(app.row('航次.csv')).toBeVisible()
})

test('the name without its ending is selected as the dialog opens, and what a person selects then stays', async ({
  app,
  page,
}) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Rename')
  const field = app.dialog().getByRole('textbox', { name: 'New name' })
  const selected = () =>
    field.evaluate((it: HTMLInputElement) => it.value.slice(it.selectionStart ?? 0, it.selectionEnd ?? 0))
  await expect.poll(selected).toBe('README')
  await field.press('ControlOrMeta+a')
  // As a menu does that closes late: it takes the focus for a moment.
  await field.evaluate((it: HTMLInputElement) => {
    it.blur()
    it.focus()
  })
  await page.keyboard.type('all new')
  await expect(field).toHaveValue('all new')
})

test('a prefix is renamed to a place below itself, in case only, and to the beginning of its own name', {
  tag: '@thorough',
}, async ({ app }) => {
  const names = ['b/b/x', 'b/x', 'x', '中 #%+.txt']
  const put = (key: string, body: string) =>
    app.oss.put({ at: place('ferry-backup', key), body, attributes: {}, signal: new AbortController().signal })
  for (const name of names) await put(`trip/${name}`, name)
  await app.goTo('ferry-backup')
  let below = 'trip/'
  for (const [from, to] of [
    ['trip', 'trip/b'],
    ['trip', 'Trip'],
    ['Trip', 'Tri'],
  ] as const) {
    await app.rename(from, to)
    await expect(app.job(new RegExp(`${from}\\b`)).first()).toContainText('Done')
    // To the letter, and alone: until the listing is read again, the old name stands there, too.
    const [top = ''] = to.split('/')
    await expect(app.page.getByRole('row', { name: new RegExp(`^Select ${top}/`) })).toBeVisible()
    await expect(app.row('tri')).toHaveCount(1)
    below = below.replace(from, to)
    expect(await app.keysOf('ferry-backup', top)).toEqual(names.map((name) => below + name))
    for (const name of names) expect(await app.textOf('ferry-backup', below + name)).toBe(name)
  }
})

test('a name that is taken, known to the page or not, or that leads elsewhere is refused', {
  tag: '@thorough',
}, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('site', 'Rename')
  const name = app.dialog().getByRole('textbox', { name: 'New name' })
  await name.fill('data')
  await page.keyboard.press('Enter')
  await expect(app.dialog()).toContainText('That name is taken')
  await expect(name).toBeFocused()
  await name.fill('../up')
  await expect(app.dialog()).toContainText('be named . or ..')
  await name.fill('up ')
  await expect(app.dialog()).toContainText('ends with a space')
  // One level below: what stands there is not in this listing.
  await name.fill('photos/2024')
  await page.keyboard.press('Enter')
  await expect(app.dialog()).toBeHidden()
  await expect(app.job('site')).toContainText('That name is taken')
  expect(app.writes()).toEqual([])
})

test('a destination that is wrong gets the focus when one wants to go on', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos')
  await app.choose('README.md', 'Copy to…')
  const destination = app.dialog().getByRole('textbox', { name: 'Destination' })
  await app.dialog().getByRole('button', { name: 'Copy README.md', exact: true }).click()
  await expect(destination).toBeFocused()
  await expect(destination).toHaveAttribute('aria-invalid', 'true')
  await expect(destination).toHaveAccessibleDescription(/Source and destination are the same/)
  expect(app.writes()).toEqual([])
})

test('several objects are copied together', { tag: '@thorough' }, async ({ app }) => {
  await app.goTo('ferry-photos', 'data/')
  await app.row('config.json').click()
  await app.row('航次.csv').click({ modifiers: ['ControlOrMeta'] })
  await app.choose('航次.csv', 'Copy to…')
  await app.transfer('oss://ferry-backup/two/')
  await expect(app.job('two')).toContainText('Done')
  await app.goTo('ferry-backup', 'two/')
  await expect(app.row('config.json')).toBeVisible()
  await expect(app.row('航次.csv')).toBeVisible()
})

test('rows are dragged onto a prefix, a breadcrumb and a bucket', async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.row('README.md').dragTo(app.row('site'))
  await expect(app.row('README.md')).toHaveCount(0)
  await app.goTo('ferry-photos', 'site/')
  await app.row('README.md').dragTo(page.getByRole('navigation').getByRole('link', { name: 'ferry-photos' }).last())
  await expect(app.row('README.md')).toHaveCount(0)
  await app.goTo('ferry-photos')
  await expect(app.row('README.md')).toBeVisible()
  await app.row('README.md').dragTo(app.bucket('ferry-backup'))
  await app.goTo('ferry-backup')
  await expect(app.row('README.md')).toBeVisible()
})

test('a drop over what is there asks, Ctrl copies, and a move to another bucket shows its plan first', async ({
  app,
}) => {
  const { signal } = new AbortController()
  await app.oss.put({ at: place('ferry-backup', 'README.md'), body: 'an older backup', attributes: {}, signal })
  await app.goTo('ferry-photos')
  await app.row('README.md').dragTo(app.bucket('ferry-backup'))
  const backup = app.job('Copy README.md')
  await expect(backup.locator('.conflict')).toContainText('README.md')
  expect(app.writes()).toHaveLength(1)
  await backup.getByRole('button', { name: 'Replace all' }).click()
  await backup.getByRole('button', { name: 'Start' }).click()
  await expect(backup.locator('.job-state')).toHaveText('Done')
  await app.dragWith('Control', app.row('README.md'), app.row('site'))
  await expect(app.job('Copy README.md').locator('.job-state').first()).toHaveText('Done')
  await expect(app.row('README.md')).toBeVisible()
  await app.dragWith('Shift', app.row('README.md'), app.bucket('ferry-backup'))
  const move = app.job('Move README.md')
  await move.getByRole('button', { name: 'Cancel' }).first().waitFor()
  expect(await app.headOf('ferry-photos', 'README.md')).toBeDefined()
  await move.getByRole('button', { name: 'Replace all' }).click()
  await move.getByRole('button', { name: 'Start' }).click()
  await expect(app.row('README.md')).toHaveCount(0)
})

test('what is in the way is skipped unless something else is chosen', async ({ app }) => {
  const there = 'photos/2023/西湖/'
  await app.goTo('ferry-photos', there)
  await app.choose('春 苏堤.png', 'Copy to…')
  await app.transfer(`oss://ferry-backup/${there}`)
  await expect(app.job('春 苏堤.png')).toContainText(/Nothing to do|Skipped|skipped/)
  expect(app.writes()).toEqual([])
  await app.row('冬 断桥.png').click()
  await app.row('春 苏堤.png').locator('[data-check]').click()
  await app.choose('春 苏堤.png', 'Move to…')
  await app.oss.remove({ at: place('ferry-backup', `${there}冬 断桥.png`), signal: new AbortController().signal })
  await app.transfer(`oss://ferry-backup/${there}`)
  const move = app.job('Move')
  await expect(move).toContainText('Partly done')
  await expect(move).toContainText('1 of 1 object')
  await expect(move).toContainText('1 skipped: the same is already at the destination')
  await expect(app.row('冬 断桥.png')).toHaveCount(0)
  // What was chosen and is gone no longer counts as chosen.
  const all = app.page.getByRole('checkbox', { name: 'Select all' })
  const state = () => all.evaluate((box: HTMLInputElement) => [box.checked, box.indeterminate])
  await expect.poll(state).toEqual([false, true])
  await app.row('春 苏堤.png').locator('[data-check]').click()
  await expect.poll(state).toEqual([false, false])
})
