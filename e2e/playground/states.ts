import type { Locator } from '@playwright/test'
import { expect, type Stage } from './fixture.ts'

/**
 * What a state says, and what it lets one do: names of buttons that can be pressed, and of those that are not there or can't be. `without`:
 * what must not be read there.
 */
export type Expected = { says: (string | RegExp)[]; without?: (string | RegExp)[]; can?: string[]; cannot?: string[] }

/** Looks at every state of a part; one without a line, and a line without a state, fail. */
export async function expectStates(stage: Stage, part: string, lines: Record<string, Expected>): Promise<void> {
  const states = (await stage.parts())[part]
  expect(Object.keys(lines).sort()).toEqual(states?.sort())
  for (const [state, expected] of Object.entries(lines)) {
    await stage.show(part, state)
    await look(stage.page.locator('body'), { where: `${part}: ${state}`, ...expected })
  }
}

/** What stands still need not be waited for; one run tells of all that is wrong. */
const soft = expect.configure({ soft: true, timeout: 1000 })

async function look(body: Locator, { where, says, without = [], can = [], cannot = [] }: Expected & { where: string }) {
  for (const text of says) await soft(body, where).toContainText(text)
  for (const text of without) await soft(body, where).not.toContainText(text)
  for (const name of can) await soft(button(body, name), `${where}, ${name}`).toBeEnabled()
  for (const name of cannot)
    await soft(button(body, name).and(body.locator(':enabled')), `${where}, ${name}`).toHaveCount(0)
}

const button = (body: Locator, name: string) => body.getByRole('button', { name, exact: true }).first()
