import type { AccessKey } from '../src/local-oss/access/accessKeys.ts'
import { type App, expect, type Served } from './world.ts'

/** Two accounts are signed in, and the window shows that of the local OSS. */
export async function twoAccounts(app: App, guest: AccessKey | undefined): Promise<void> {
  if (!guest) throw new Error('a guest was expected')
  await app.giveKeys('Add account…', guest)
  await app.page.getByRole('button', { name: /^Account/ }).click()
  await app.page.getByRole('menuitem', { name: /Local OSS/ }).click()
  await expect(app.page.getByRole('button', { name: 'Account: Local OSS' })).toBeVisible()
}

/** Whose keys signed what was asked of the bucket. */
export function signersOf({ localOss }: Served, bucket: string): string[] {
  const signed = localOss.requests.entries.filter((entry) => entry.bucket === bucket)
  return [...new Set(signed.map(({ accessKeyId = 'nobody' }) => accessKeyId))]
}
