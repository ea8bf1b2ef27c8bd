import type { Page } from '@playwright/test'
import { findings } from './axe.ts'
import { expect, test } from './world.ts'

/** A key that sees nothing but one prefix. */
test.use({
  guests: [
    {
      id: 'only-site',
      secret: 'secret-of-site',
      policy: [
        { effect: 'Allow', actions: ['oss:ListObjects'], resources: ['ferry-photos'], prefixes: ['site/'] },
        { effect: 'Allow', actions: ['oss:GetObject'], resources: ['ferry-photos/site/*'] },
      ],
    },
  ],
  permissions: ['clipboard-read', 'clipboard-write'],
})

async function comeIn(page: Page, ferry: { url: string; account: { endpoint: string } }) {
  await page.goto(ferry.url)
  await page.getByRole('textbox', { name: 'AccessKey ID' }).fill('only-site')
  await page.getByLabel('AccessKey secret').fill('secret-of-site')
  await page.getByText('STS token and custom endpoint').click()
  await page.getByRole('textbox', { name: 'Custom endpoint' }).fill(ferry.account.endpoint)
  await page.getByRole('textbox', { name: /Start path/ }).fill('oss://ferry-photos/site')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
}

test('up, the path and the palette never lead above the start path', async ({ page, ferry }) => {
  await comeIn(page, ferry)
  const path = page.getByRole('navigation', { name: 'Current location' })
  await expect(path.getByRole('link')).toHaveText(['', 'ferry-photos/site'])
  await page.keyboard.press('Backspace')
  await expect(page).toHaveURL(/#\/$/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
  await page.getByRole('button', { name: 'Up', exact: true }).click()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Commands' }).fill('Go to ferry-photos')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row').filter({ hasText: 'index.html' })).toBeVisible()
  await expect(page.getByText('Access denied')).toHaveCount(0)
})

test('a 403 names the right that is missing, on its resource, with the policy to copy', async ({ page, ferry }) => {
  await comeIn(page, ferry)
  await page.keyboard.press('Control+l')
  await page.getByRole('textbox', { name: 'Address' }).fill('oss://ferry-photos/data/')
  await page.keyboard.press('Enter')
  const problem = page.getByRole('alert').filter({ hasText: 'Access denied' })
  await expect(problem).toContainText('oss:ListObjects on acs:oss:*:*:ferry-photos')
  // What would have to list the place is greyed, with the reason.
  const why = 'This key was denied oss:ListObjects here'
  await expect(page.getByRole('button', { name: 'Search subfolders' })).toHaveAccessibleDescription(why)
  await page.getByRole('button', { name: 'More options' }).click()
  await expect(page.getByRole('menuitem', { name: 'Rules…', exact: true })).toHaveAttribute('title', why)
  await page.keyboard.press('Escape')
  await problem.getByText('RAM policy').click()
  await expect(problem.locator('pre')).toContainText('"oss:Prefix"')
  expect(await findings(page)).toEqual([])
  await problem.getByRole('button', { name: 'Copy policy' }).click()
  const policy = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(policy.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['oss:ListObjects'],
      Resource: ['acs:oss:*:*:ferry-photos'],
      Condition: { StringLike: { 'oss:Prefix': ['data/*'] } },
    },
  ])
  // Nor is anything copied there as long as that is known.
  await page.goBack()
  await page.getByRole('row').filter({ hasText: 'index.html' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy to…' }).click()
  await page.getByRole('textbox', { name: 'Destination' }).fill('oss://ferry-photos/data/')
  const there = 'This key was denied oss:ListObjects at the destination'
  await expect(page.getByRole('button', { name: 'Copy index.html' })).toHaveAccessibleDescription(there)
  const make = page.getByRole('dialog').getByRole('button', { name: 'New folder' })
  await expect(make).toHaveAccessibleDescription(there)
})
