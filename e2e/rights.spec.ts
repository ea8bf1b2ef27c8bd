import type { Page } from '@playwright/test'
import { findings } from './axe.ts'
import { expect, test } from './world.ts'

/** A key that reads everything and writes in one bucket only. */
const reader = {
  id: 'reader',
  secret: 'secret-of-reader',
  policy: [
    {
      effect: 'Allow' as const,
      actions: ['oss:ListBuckets', 'oss:ListObjects', 'oss:Get*'],
      resources: ['*'],
    },
    { effect: 'Allow' as const, actions: ['oss:*'], resources: ['ferry-backup', 'ferry-backup/*'] },
  ],
}
test.use({ guests: [reader], permissions: ['clipboard-read', 'clipboard-write'] })

/** Opens the one job and finds why it failed. */
async function reasonIn(page: Page) {
  const jobs = page.getByRole('region', { name: 'Jobs' })
  await jobs.getByRole('button', { name: /^Copy/, expanded: false }).click()
  return jobs.getByRole('alert').filter({ hasText: 'Access denied' })
}

test('a job names the right that its failed objects lack, with the policy that grants it', async ({ app, page }) => {
  await app.giveKeys('Add account…', reader)
  await app.goTo('ferry-photos', 'site/')
  await app.choose('index.html', 'Copy to…')
  await app.transfer('oss://ferry-photos/site/new/')

  const reason = await reasonIn(page)
  await expect(reason).toContainText('oss:PutObject on acs:oss:*:*:ferry-photos/site/new/index.html')
  await expect(reason).not.toContainText('oss:GetObject')
  await reason.getByRole('button', { name: 'Copy policy' }).click()
  const policy = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(policy.Statement).toContainEqual({
    Effect: 'Allow',
    Action: ['oss:PutObject'],
    Resource: ['acs:oss:*:*:ferry-photos/site/new/index.html'],
  })

  await page.locator('.task-why').click()
  const whole = page.getByRole('dialog', { name: 'Access denied' })
  await expect(whole).toContainText('oss:PutObject on acs:oss:*:*:ferry-photos/site/new/index.html')
  expect(await findings(page)).toEqual([])
})

test('of many objects it names the folder that they share', { tag: '@thorough' }, async ({ app, page }) => {
  await app.giveKeys('Add account…', reader)
  await app.goTo('ferry-photos')
  await app.choose('site', 'Copy to…')
  await app.transfer('oss://ferry-photos/new/')
  const reason = await reasonIn(page)
  await expect(reason).toContainText('oss:PutObject on acs:oss:*:*:ferry-photos/new/site/*')
})

test('a job that may not list says below which folder', { tag: '@thorough' }, async ({ app, page }) => {
  await app.goTo('ferry-photos')
  await app.choose('site', 'Copy to…')
  app.ferry.localOss.faults.add({ op: 'ListObjectsV2', bucket: 'ferry-photos', error: { code: 'AccessDenied' } })
  await app.transfer('oss://ferry-backup/new/')
  const reason = await reasonIn(page)
  await expect(reason).toContainText('oss:ListObjects on acs:oss:*:*:ferry-photos')
  await reason.getByText('RAM policy').click()
  await expect(reason.locator('pre')).toContainText('"site/*"')
})
