import { expect, test } from './fixture.ts'
import { expectButtonsInView, otherDialogs } from './looks.ts'

test.describe.configure({ timeout: 120_000 })

test('the buttons of every dialog are in view, however long its title and its form are', async ({ stage }) => {
  const seen: string[] = []
  for (const part of Object.keys(await stage.parts()))
    if (!otherDialogs.includes(part) && (await expectButtonsInView(stage, part))) seen.push(part)
  expect(seen).toEqual(['transfer', 'rename', 'metadata', 'rules', 'delete'])
})
