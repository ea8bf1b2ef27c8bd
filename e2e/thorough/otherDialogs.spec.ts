import { test } from '../playground/fixture.ts'
import { expectAxeClean, expectButtonsInView, otherDialogs } from '../playground/looks.ts'

test.describe.configure({ timeout: 120_000 })

for (const part of otherDialogs) {
  test(`axe: ${part}`, ({ stage }) => expectAxeClean(stage, part))
  test(`the buttons are in view: ${part}`, async ({ stage }) => void (await expectButtonsInView(stage, part)))
}
