import type { Locator } from '@playwright/test'
import { type App, expect, place, test } from './world.ts'

/** Every click, drag and key counts; a text that is typed counts as one. */
class Hand {
  count = 0
  readonly app: App
  constructor(app: App) {
    this.app = app
  }

  async click(target: Locator, button: 'left' | 'right' = 'left') {
    this.count += 1
    await target.click({ button })
  }

  async press(key: string) {
    this.count += 1
    await this.app.page.keyboard.press(key)
  }

  async type(text: string) {
    this.count += 1
    await this.app.page.keyboard.type(text)
  }

  async drag(from: Locator, to: Locator) {
    this.count += 1
    await from.dragTo(to)
  }
}

const option = (app: App, name: RegExp) => app.dialog().getByRole('option', { name })

test('one object is backed up to another bucket in four steps, by pointer and by keys', async ({ app }) => {
  const hand = new Hand(app)
  await app.goTo('ferry-photos')
  await hand.click(app.row('README.md'), 'right')
  await hand.click(app.page.getByRole('menuitem', { name: 'Copy to…' }))
  await hand.click(option(app, /^ferry-backup/))
  await hand.click(app.dialog().getByRole('button', { name: 'Copy README.md' }))
  await expect(app.job('README.md')).toContainText('Done')
  expect(hand.count).toBeLessThanOrEqual(4)
  expect(await app.keysOf('ferry-backup', 'README')).toEqual(['README.md'])

  const keys = new Hand(app)
  await app.goTo('ferry-photos', 'site/')
  await app.row('index.html').click()
  await keys.click(app.page.getByRole('toolbar').getByRole('button', { name: 'Copy to…' }))
  await expect(app.dialog().getByRole('combobox', { name: 'Filter buckets and folders' })).toBeFocused()
  await keys.type('backup')
  await keys.press('Enter')
  await expect(app.dialog().getByRole('textbox', { name: 'Destination' })).toHaveValue(/^oss:\/\/ferry-backup\//)
  await keys.press('Enter')
  await expect(app.job('index.html')).toContainText('Done')
  expect(keys.count).toBeLessThanOrEqual(4)
})

test('ten objects that are chosen are copied by one drag', async ({ app }) => {
  const names = Array.from({ length: 10 }, (_, n) => `${n}.txt`)
  const { signal } = new AbortController()
  for (const name of names)
    await app.oss.put({ at: place('ferry-photos', `ten/${name}`), body: name, attributes: {}, signal })
  const hand = new Hand(app)
  await app.goTo('ferry-photos', 'ten/')
  await app.row('0.txt').click()
  await app.page.keyboard.press('ControlOrMeta+a')
  await hand.drag(app.row('0.txt'), app.bucket('ferry-backup'))
  await expect(app.job('0.txt and 9 more')).toContainText('Done')
  expect(hand.count).toBe(1)
  expect(await app.keysOf('ferry-backup', '')).toEqual(expect.arrayContaining(names))
})

test('a chosen object is renamed in three steps', async ({ app }) => {
  const hand = new Hand(app)
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await hand.press('F2')
  await expect(app.dialog().getByRole('textbox', { name: 'New name' })).toBeFocused()
  await hand.type('read me.md')
  await hand.press('Enter')
  await expect(app.row('read me.md')).toBeVisible()
  expect(hand.count).toBe(3)
})

test('the Cache-Control of a chosen object is set in four steps', async ({ app }) => {
  const hand = new Hand(app)
  await app.goTo('ferry-photos')
  await app.row('README.md').click()
  await hand.click(app.page.getByRole('toolbar').getByRole('button', { name: 'Edit metadata' }))
  await hand.click(app.dialog().getByRole('combobox', { name: 'Cache-Control' }))
  await hand.type('max-age=60')
  await hand.press('Enter')
  await expect(app.job('Edit metadata')).toContainText('Done')
  expect(hand.count).toBe(4)
  const head = await app.headOf('ferry-photos', 'README.md')
  expect(head?.headers).toMatchObject({ 'Cache-Control': 'max-age=60' })
})
