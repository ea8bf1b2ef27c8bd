import { expect, type Locator, type Page } from '@playwright/test'
import type { RunningFerry } from '../src/gateway/startFerry.ts'
import type { AccessKey } from '../src/local-oss/access/accessKeys.ts'
import type { Head, Oss } from '../src/oss/types.ts'
import { ferryTest, headOf, held, place } from './ferry.ts'
import { PageErrors } from './pageErrors.ts'
import { beSignedIn } from './signedIn.ts'

type Fixtures = { pageErrors: PageErrors; app: App }

/** A world of its own for every test, and the built page in it. */
export const test = ferryTest.extend<Fixtures>({
  /** A browser that was let in. `origin.spec.ts` does without. */
  context: async ({ context, ferry }, use) => {
    await context.addCookies([{ ...ferry.cookie, url: ferry.url, httpOnly: true, sameSite: 'Strict' }])
    await use(context)
  },
  /** Console errors, uncaught errors, rejections that nobody handles and requests that fail, in any page or worker, fail a test that does not name them. */
  pageErrors: [
    async ({ context, ferry }, use) => {
      const errors = new PageErrors(context, ferry.url)
      await use(errors)
      expect(errors.wrong()).toEqual([])
    },
    { auto: true },
  ],
  /** The page, signed in to the local OSS. */
  app: async ({ page, ferry, oss }, use) => {
    const app = new App(page, ferry, oss)
    await beSignedIn(page, ferry)
    await page.goto(ferry.startUrl)
    await expect(app.bucket('ferry-photos')).toBeVisible()
    await use(app)
  },
})

export { expect, held, place }

/** Where the page is served, and the store behind it. */
export type Served = Pick<RunningFerry, 'url' | 'startUrl' | 'account' | 'localOss'>

/** What a person does, in a person's words. English; `zh.spec.ts` looks at the other language. */
export class App {
  readonly page: Page
  readonly ferry: Served
  readonly oss: Oss
  constructor(page: Page, ferry: Served, oss: Oss) {
    this.page = page
    this.ferry = ferry
    this.oss = oss
  }

  async enter() {
    await this.page.goto(this.ferry.startUrl)
    await this.page.getByRole('button', { name: 'Try it on this computer' }).click()
    await expect(this.bucket('ferry-photos')).toBeVisible()
  }

  /** Fills in the sign-in form of a further account, or of new keys, and sends it. */
  async giveKeys(entry: 'Add account…' | 'Change keys…', { id, secret, token = '' }: AccessKey) {
    const { page } = this
    const { endpoint } = this.ferry.account
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: entry }).click()
    await page.getByRole('textbox', { name: 'AccessKey ID' }).fill(id)
    await page.getByLabel('AccessKey secret').fill(secret)
    const host = page.getByRole('textbox', { name: 'Custom endpoint' })
    if (!(await host.isVisible())) await page.getByText('STS token and custom endpoint').click()
    await page.getByLabel(/^STS token/).fill(token)
    await host.fill(endpoint)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('button', { name: `Account: ${id}` })).toBeVisible()
  }

  async goTo(bucket: string, prefix = '') {
    const segments = prefix.split('/').map(encodeURIComponent).join('/')
    await this.page.goto(`${this.ferry.url}#/${bucket}/${segments}`)
  }

  bucket(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name, exact: true })
  }

  row(name: string): Locator {
    return this.page.getByRole('row').filter({ hasText: name })
  }

  /** Opens the context menu of a row and chooses an entry. */
  async choose(row: string, entry: string) {
    await this.row(row).click({ button: 'right' })
    await (await this.entry(entry)).click()
  }

  /** An entry of the open context menu, in whichever submenu it is. */
  async entry(name: string): Promise<Locator> {
    const entry = this.page.getByRole('menuitem', { name })
    const submenus = this.page.locator('.row-menu [aria-haspopup]')
    await submenus.first().waitFor()
    for (const submenu of await submenus.all()) {
      if (await entry.isVisible()) break
      await submenu.hover()
      await expect(submenu).toHaveAttribute('aria-expanded', 'true')
    }
    return entry
  }

  /** Drags with a key held, as a person does: it is down before the pointer lets go. */
  async dragWith(key: 'Control' | 'Shift' | 'Alt', from: Locator, to: Locator) {
    await from.hover()
    await this.page.mouse.down()
    await to.hover()
    await this.page.keyboard.down(key)
    await to.hover({ position: { x: 12, y: 12 } })
    await this.page.mouse.up()
    await this.page.keyboard.up(key)
  }

  /** Fills in the open Copy to… or Move to… dialog and sends it. */
  async transfer(destination: string) {
    await this.dialog().getByRole('textbox', { name: 'Destination' }).fill(destination)
    await this.dialog()
      .getByRole('button', { name: /^(Copy|Move)/ })
      .click()
    await expect(this.dialog()).toBeHidden()
  }

  async rename(row: string, name: string) {
    await this.choose(row, 'Rename')
    await this.dialog().getByRole('textbox', { name: 'New name' }).fill(name)
    await this.dialog().getByRole('button', { name: 'Rename' }).click()
    await expect(this.dialog()).toBeHidden()
  }

  /** What the store says of an object, past the page; undefined if there is none. */
  headOf(bucket: string, key: string): Promise<Head | undefined> {
    return headOf(this.oss, bucket, key)
  }

  async textOf(bucket: string, key: string): Promise<string> {
    return (await this.oss.get({ at: place(bucket, key), signal: never })).text()
  }

  async keysOf(bucket: string, prefix: string): Promise<string[]> {
    const { objects } = await this.oss.list({ at: place(bucket, prefix), signal: never })
    return objects.map(({ key }) => key)
  }

  /** The operations that changed, or tried to change, something, in order. */
  writes(): string[] {
    const { entries } = this.ferry.localOss.requests
    return entries.filter(({ method }) => method !== 'GET' && method !== 'HEAD').map(({ op }) => op)
  }

  dialog(): Locator {
    return this.page.getByRole('dialog')
  }

  job(title: string | RegExp): Locator {
    return this.page.locator('li.job').filter({ hasText: title })
  }
}

const never = new AbortController().signal
