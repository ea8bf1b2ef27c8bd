import type { Locator, Page } from '@playwright/test'
import { type App, expect, test as withApp } from './world.ts'

/** Longer than any way by Tab that a person should have to go. */
const far = 80

/** A person without a mouse: the focus is never set, only moved. */
class Keys {
  readonly page: Page
  readonly app: App
  constructor(app: App) {
    this.app = app
    this.page = app.page
  }

  async press(...keys: string[]) {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  async type(text: string) {
    await this.page.keyboard.type(text)
  }

  /** Instead of what stands in the field. */
  async retype(text: string) {
    await this.press('ControlOrMeta+a')
    await this.type(text)
  }

  /** Moves the focus on until it is there. */
  async to(target: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab') {
    await expect(target.first()).toBeAttached()
    for (let step = 0; step < far; step++) {
      if (await target.first().evaluate((element) => element === document.activeElement)) return
      await this.press(by)
    }
    throw new Error(`No key leads to ${target}`)
  }

  /** Goes to a button, or what acts as one, and presses it. */
  async act(target: Locator, by: 'Tab' | 'Shift+Tab' = 'Tab') {
    await expect(target.first()).toBeEnabled()
    await this.to(target, by)
    await this.press('Enter')
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' })
  }

  /** Walks the rows to the one of this name. */
  async choose(name: string) {
    await expect(this.app.row(name)).toBeVisible()
    await this.to(this.page.getByRole('grid'))
    await this.press('Home')
    for (let step = 0; step < far; step++) {
      if ((await this.page.getByRole('row', { selected: true }).filter({ hasText: name }).count()) > 0) return
      await this.press('ArrowDown')
    }
    throw new Error(`No key leads to the row ${name}`)
  }

  /** By the command palette, for what is chosen. */
  async command(name: string) {
    await this.press('ControlOrMeta+k')
    await expect(this.page.getByRole('combobox', { name: 'Commands' })).toBeFocused()
    await this.type(name)
    await this.press('Enter')
  }

  /** From the menu of the place. */
  async here(name: string) {
    await this.act(this.button('More options'))
    const item = this.page.getByRole('menuitem', { name })
    // The menu gives the focus to its first entry some frames after it is there.
    await expect(this.page.locator('[role=menuitem]:focus')).toBeVisible()
    await this.walk(() => item.evaluate((element) => element === document.activeElement))
    await this.press('Enter')
    await expect(this.app.dialog()).toBeVisible()
  }

  /** Chooses in a list that opens. */
  async pick(list: Locator, option: string) {
    await this.to(list)
    await this.press('Enter')
    await expect(list).toHaveAttribute('aria-expanded', 'true')
    const wanted = this.page.locator('.ant-select-item-option-active:visible').filter({ hasText: option })
    await this.walk(async () => (await wanted.count()) > 0)
    await this.press('Enter')
    await expect(list).toHaveAttribute('aria-expanded', 'false')
  }

  /** Down, one entry after the other, until it is there. An entry that is reached is marked before the next key. */
  private async walk(isThere: () => Promise<boolean>) {
    for (let step = 0; step < far; step++) {
      if (await isThere()) return
      const left = await this.marked()
      await this.press('ArrowDown')
      await expect.poll(() => this.marked()).not.toBe(left)
    }
    throw new Error('No key leads to the entry')
  }

  /** The entry that has the focus, or is marked as if it had. */
  private marked(): Promise<string | null | undefined> {
    return this.page.evaluate(() => {
      const focused = document.activeElement
      return (
        focused?.getAttribute('aria-activedescendant') ?? focused?.getAttribute('data-menu-id') ?? focused?.textContent
      )
    })
  }
}

export const test = withApp.extend<{ keys: Keys }>({
  keys: async ({ app }, use) => use(new Keys(app)),
})
export { expect }
