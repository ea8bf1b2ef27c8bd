import { expect, test } from './fixture.ts'
import { expectAxeClean, otherDialogs } from './looks.ts'

/** A part has many states. */
test.describe.configure({ timeout: 120_000 })

/** By name, so that two workers share them; the last test misses none. */
const parts =
  'window listing home sideBar breadcrumb picker transfer rename metadata rules delete jobs toast details signIn trouble help'.split(
    ' ',
  )

for (const part of parts) test(`axe: ${part}`, ({ stage }) => expectAxeClean(stage, part))

test('axe: no part is left out', async ({ stage }) => {
  expect(Object.keys(await stage.parts()).sort()).toEqual([...parts, ...otherDialogs].sort())
})
