import { findingsWhereNarrow } from '../axe.ts'
import { expect, test } from '../playground/fixture.ts'

/** A part has many states. */
test.describe.configure({ timeout: 120_000 })

/** Those in which much is read and typed. */
for (const part of ['transfer', 'metadata', 'rules', 'signIn', 'trouble', 'help'])
  test(`axe at 400 %: ${part}`, async ({ stage }) => {
    for (const state of (await stage.parts())[part] ?? []) {
      await stage.show(part, state, { theme: 'system' })
      expect.soft([state, ...(await findingsWhereNarrow(stage.page))]).toEqual([state])
    }
  })
