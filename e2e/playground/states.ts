import type { Locator } from '@playwright/test'
import { expect, type Stage } from './fixture.ts'
import { unexplained } from './unexplained.ts'

/**
 * What a state says, and what it lets one do: names of buttons that can be pressed, and of those that are not there or can't be. `without`:
 * what must not be read there.
 */
export type Expected = { says: (string | RegExp)[]; without?: (string | RegExp)[]; can?: string[]; cannot?: string[] }

/**
 * Looks at every state of a part; one without a line, and a line without a state, fail. Whatever can't be used in one says why, and a dialog
 * begins where a person goes on.
 */
export async function expectStates(stage: Stage, part: string, lines: Record<string, Expected>): Promise<void> {
  const states = (await stage.parts())[part]
  expect(Object.keys(lines).sort()).toEqual(states?.sort())
  for (const [state, expected] of Object.entries(lines)) {
    await stage.show(part, state)
    const where = `${part}: ${state}`
    await look(stage.page.locator('body'), { where, ...expected })
    soft(await unexplained(stage.page), where).toEqual([])
    soft(await stage.page.locator('.ant-modal-close:focus').count(), `${where}, begins on its cross`).toBe(0)
    for (const title of await stage.page.locator('.ant-modal-title').all())
      await soft(title, `${where}, begins at its top`).toBeInViewport()
  }
}

/** What stands still need not be waited for; one run tells of all that is wrong. */
const soft = expect.configure({ soft: true, timeout: 1000 })

async function look(body: Locator, { where, says, without = [], can = [], cannot = [] }: Expected & { where: string }) {
  for (const text of says) await soft(body, where).toContainText(text)
  for (const text of without) await soft(body, where).not.toContainText(text)
  for (const name of can) await soft(button(body, name), `${where}, ${name}`).toBeEnabled()
  for (const name of cannot)
    await soft(body.getByRole('button', { name, exact: true, disabled: false }), `${where}, ${name}`).toHaveCount(0)
}

const button = (body: Locator, name: string) => body.getByRole('button', { name, exact: true }).first()
