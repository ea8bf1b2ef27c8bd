import type { Page } from '@playwright/test'
import type { Oss } from '../src/oss/types.ts'
import { type Properties, propertiesOf } from '../test/properties.ts'
import { findings } from './axe.ts'
import { place } from './ferry.ts'
import { allow, bucket, expect, named, signIn, test } from './static.ts'

const never = new AbortController().signal
const film = place(bucket, 'films/film.mp4')

test.beforeEach(async ({ page }) => {
  // A browser without a window has no pickers: fields take their place, and the page's own disk.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker')
    const disk = () => navigator.storage.getDirectory()
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) =>
      (await disk()).getFileHandle(suggestedName, { create: true })
    Object.assign(window, { showSaveFilePicker })
  })
})

test.describe('with a rule that shows all', () => {
  test.beforeEach(async ({ page, oss, account, url, app }) => {
    await allow(oss, url)
    await signIn(page, account, url)
    await expect(app.row('films')).toBeVisible()
  })

  test('a rename of 6 GiB is one CopyObject, and nothing of it is lost', async ({ app, witness }) => {
    const before = await propertiesOf(witness, film)
    await app.goTo(bucket, 'films/')
    await app.rename('film.mp4', 'new.mp4')
    await expect(app.job('film.mp4')).toContainText('Done')
    expect(writesOf(app)).toEqual(['CopyObject', 'DeleteObject'])
    expect(await propertiesOf(witness, place(bucket, 'films/new.mp4'))).toEqual(before)
    expect(await app.keysOf(bucket, 'films/')).toEqual(['films/new.mp4'])
  })

  test('where the store takes only parts, they carry its metadata', { tag: '@thorough' }, async ({
    app,
    store,
    witness,
  }) => {
    store.settings.referenceCopy = 'refused'
    const before = await propertiesOf(witness, film)
    await app.goTo(bucket, 'films/')
    await app.rename('film.mp4', 'new.mp4')
    await expect(app.job('film.mp4')).toContainText('Done')
    expect(writesOf(app).filter((op) => op === 'UploadPartCopy')).toHaveLength(96)
    expect(await propertiesOf(witness, place(bucket, 'films/new.mp4'))).toEqual(before)
  })

  test('a file becomes an object, and an object a file', async ({ app, page }) => {
    await page.keyboard.press('Control+u')
    const chooser = page.waitForEvent('filechooser')
    await app.dialog().getByRole('button', { name: 'Select files…' }).click()
    await (await chooser).setFiles({
      name: '报告.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('内容 '.repeat(999)),
    })
    await expect(app.job('报告.txt')).toContainText('Done')
    expect(await app.textOf(bucket, '报告.txt')).toBe('内容 '.repeat(999))
    await app.choose('报告.txt', 'Download…')
    await app.dialog().getByRole('button', { name: 'Save to this computer…' }).click()
    await expect(app.job('报告.txt').first()).toContainText('Done')
    await expect.poll(() => onDisk(page, '报告.txt')).toBe('内容 '.repeat(999))
  })

  test('an edit of metadata changes what was asked, and nothing else', async ({ app, witness, page }) => {
    const before = await propertiesOf(witness, film)
    await app.goTo(bucket, 'films/')
    await app.choose('film.mp4', 'Edit metadata')
    await app.dialog().getByRole('combobox', { name: 'Content-Language' }).fill('en')
    await page.keyboard.press('Tab')
    await app.dialog().getByRole('button', { name: 'Save 1 change' }).click()
    await expect(app.job('film.mp4')).toContainText('Done')
    expect(writesOf(app)).toEqual(['CopyObject'])
    const head = { ...before.head, 'content-language': 'en' }
    expect(await propertiesOf(witness, film)).toEqual({ ...before, head } satisfies Properties)
  })
})

test('hundreds of objects move', async ({ page, oss, account, url, app }) => {
  test.setTimeout(120_000)
  const keys = Array.from({ length: 250 }, (_, n) => `many/${n}.txt`)
  const put = (key: string) => oss.put({ at: place(bucket, key), body: key, attributes: {}, signal: never })
  await Promise.all(keys.map(put))
  await allow(oss, url)
  await signIn(page, account, url)
  await app.rename('many', 'moved')
  await expect(app.job('many').locator('.job-state')).toHaveText('Done', { timeout: 90_000 })
  expect(await countOf(oss, 'moved/')).toBe(250)
  expect(await countOf(oss, 'many/')).toBe(0)
})

test('metadata of many are edited by a rule', { tag: '@thorough' }, async ({ page, oss, account, url, app }) => {
  const pages = [1, 2, 3].map((n) => place(bucket, `web/${n}.html`))
  for (const at of pages) await oss.put({ at, body: 'x', attributes: {}, signal: never })
  await allow(oss, url)
  await signIn(page, account, url)
  await app.choose('web', 'Rules…')
  const dialog = app.dialog()
  await dialog.getByRole('textbox', { name: 'Names' }).fill('*.html')
  await dialog.getByRole('combobox', { name: 'Cache-Control', exact: true }).fill('max-age=300')
  await dialog.getByRole('button', { name: 'Show plan' }).click()
  const job = page.locator('li.job').first()
  await job.getByRole('button', { name: 'Start' }).click()
  await expect(job.locator('.job-state')).toHaveText('Done')
  for (const at of pages) {
    const { headers } = await oss.head({ at, signal: never })
    expect(headers['Cache-Control']).toBe('max-age=300')
  }
})

test('without a rule the sign-in says that the browser keeps the answer, from whom, and what helps', async ({
  page,
  oss,
  account,
  url,
  app,
}) => {
  await signIn(page, account, url)
  await expect(page.getByRole('note')).toContainText('This page has no gateway')
  const problem = page.getByRole('alert')
  await expect(problem).toContainText("The browser keeps OSS's answer from this page")
  await expect(problem).toContainText(new URL(url).origin)
  await page.getByRole('button', { name: 'Sign in anyway to check the CORS rules' }).click()
  await page.getByRole('button', { name: 'Check CORS rules…' }).click()
  const check = page.getByRole('dialog', { name: `CORS check: ${bucket}` })
  await expect(check).toContainText('No rule lets this page in')
  await allow(oss, url, ['Access-Control-Expose-Headers', ...named.filter((name) => name !== 'ETag')])
  const again = check.getByRole('button', { name: 'Check again' })
  await again.click()
  const exposed = check.getByRole('row', { name: /Exposed headers/ })
  await expect(exposed).toContainText('18 of 19 exposed')
  await expect(exposed.getByRole('listitem')).toHaveText('ETag Missing')
  await check.getByText('Set it with ossutil').click()
  await expect(check).toContainText(`<AllowedOrigin>${new URL(url).origin}</AllowedOrigin>`)
  expect(await findings(page)).toEqual([])
  await allow(oss, url)
  await again.click()
  await expect(check).toContainText('The rules have all that is needed')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'films' })).toBeVisible()
  expect(await app.keysOf(bucket, '')).toEqual(['films/film.mp4'])
})

test('none can be listed: one has to be named, and a list of more is kept by hand', async ({
  page,
  account,
  url,
  oss,
}) => {
  const second = { region: 'cn-hangzhou', bucket: 'direct-second' }
  await oss.putBucket({ bucket: second, signal: never })
  await oss.put({ at: place(second.bucket, 'team/plan.txt'), body: 'x', attributes: {}, signal: never })
  await allow(oss, url)
  await allow(oss, url, named, second.bucket)
  await signIn(page, account, url, '')
  await expect(page.getByText('Required')).toBeVisible()
  const endpoint = page.getByRole('textbox', { name: 'Custom endpoint' })
  await endpoint.fill('http://oss.cloud.test')
  await expect(page.getByText('over https:// only')).toBeVisible()
  await endpoint.fill(account.endpoint)
  await expect(page.getByText('over https:// only')).toBeHidden()
  await page.getByRole('textbox', { name: /Start path/ }).fill(`oss://${bucket}/`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'All buckets' }).click()
  await page.getByRole('button', { name: 'Add bucket…' }).click()
  await page.getByRole('textbox', { name: 'Bucket' }).fill('oss://no-such-bucket/')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
  await page.getByRole('textbox', { name: 'Bucket' }).fill(`oss://${second.bucket}/team`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: 'plan.txt' })).toBeVisible()
  // The keys are gone with the page, the list is not.
  await signIn(page, account, url, '')
  await expect(page.getByRole('row').filter({ hasText: 'films' })).toBeVisible()
  await page.getByRole('link', { name: 'All buckets' }).click()
  const cards = page.getByRole('list', { name: 'Buckets' })
  await expect(cards.getByRole('link')).toContainText([bucket, second.bucket])
  const inTree = page.locator('[role="treeitem"][aria-setsize]')
  await expect(inTree).toHaveText([bucket, second.bucket])
  await cards.getByRole('link').filter({ hasText: second.bucket }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove from list' }).click()
  await expect(cards.getByRole('link')).toContainText([bucket])
  await expect(inTree).toHaveText([bucket])
  expect((await oss.list({ at: place(second.bucket, ''), signal: never })).objects).toHaveLength(1)
})

const hiding = [
  { what: 'its ETag', without: ['ETag'], says: 'ETag' },
  { what: 'its checksum', without: ['x-oss-hash-crc64ecma'], says: 'x-oss-hash-crc64ecma' },
  { what: 'user metadata', without: ['x-ferry-all-metadata', 'x-oss-meta-title'], says: 'x-ferry-all-metadata' },
]
for (const { what, without, says } of hiding)
  test(`a rule that hides ${what}: no edit is made, and the way out is said`, async ({
    page,
    oss,
    account,
    url,
    app,
  }) => {
    const expose = named.filter((name) => !without.includes(name))
    await allow(oss, url, expose)
    await signIn(page, account, url, `oss://${bucket}/films/`)
    const before = writesOf(app)
    const seen = await oss.headFacts({ at: film, signal: never })
    await app.choose('film.mp4', 'Edit metadata')
    await expect(app.dialog().getByRole('alert')).toContainText(says)
    await expect(app.dialog().getByRole('alert')).toContainText('npm start')
    await page.keyboard.press('Escape')
    // What is known is shown all the same.
    await page.getByRole('button', { name: 'Details' }).click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await expect(details).toContainText('The CORS rule hides some of this')
    await expect(details).toContainText(seen.etag)
    await expect(details).toContainText('max-age=60')
    await app.rename('film.mp4', 'new.mp4')
    // What is copied inside the store keeps metadata that nobody sees; without a proof nothing goes.
    if (what === 'user metadata') await expect(app.job('film.mp4')).toContainText('Done')
    else await expect(app.job('film.mp4')).toContainText('The CORS rule hides')
    expect(writesOf(app)).toEqual(what === 'user metadata' ? ['CopyObject', 'DeleteObject'] : before)
  })

test('parts carry no metadata that is hidden: the copy is refused', { tag: '@thorough' }, async ({
  page,
  oss,
  account,
  url,
  app,
  store,
}) => {
  store.settings.referenceCopy = 'refused'
  await allow(
    oss,
    url,
    named.filter((name) => name !== 'x-ferry-all-metadata'),
  )
  await signIn(page, account, url, `oss://${bucket}/films/`)
  await app.rename('film.mp4', 'new.mp4')
  await expect(app.job('film.mp4')).toContainText('The CORS rule may hide user metadata')
  expect(await app.keysOf(bucket, 'films/')).toEqual(['films/film.mp4'])
  expect(writesOf(app)).not.toContain('InitiateMultipartUpload')
})

type World = { writes: () => string[] }

/** Without the preflights, and what the test did itself. */
function writesOf(app: World): string[] {
  return app.writes().filter((op) => op !== 'Preflight' && op !== 'PutBucket' && op !== 'PutBucketCors')
}

async function countOf(oss: Oss, prefix: string): Promise<number> {
  const first = await oss.list({ at: place(bucket, prefix), signal: never })
  if (!first.next) return first.objects.length
  const second = await oss.list({ at: place(bucket, prefix), token: first.next, signal: never })
  return first.objects.length + second.objects.length
}

function onDisk(page: Page, name: string): Promise<string> {
  return page.evaluate(async (file) => {
    const disk = await navigator.storage.getDirectory()
    return (await (await disk.getFileHandle(file)).getFile()).text()
  }, name)
}
