import { findings, findingsInForcedColours } from '../axe.ts'
import { expect, test } from './fixture.ts'

/** A part has many states. */
test.describe.configure({ timeout: 120_000 })

/** By name, so that two workers share them; the last test misses none. */
const parts =
  'window listing home sideBar breadcrumb picker transfer rename metadata rules delete jobs toast details signIn trouble help'.split(
    ' ',
  )

for (const part of parts)
  test(`axe: ${part}`, async ({ stage }) => {
    for (const state of (await stage.parts())[part] ?? []) {
      await stage.show(part, state, { theme: 'system' })
      const found = [...(await findings(stage.page)), ...(await findingsInForcedColours(stage.page))]
      expect.soft([state, ...found]).toEqual([state])
    }
  })

test('axe: no part is left out', async ({ stage }) => {
  expect(Object.keys(await stage.parts())).toEqual(parts)
})
