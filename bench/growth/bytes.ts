import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Figure } from './figures.ts'
import { best, loadOf, rateOf } from './jobs.ts'
import { fill, goTo, inPage, jobOf, LATENCY, quiet, type Session } from './session.ts'

const OBJECTS = 2000
/** More than the browser has connections. */
const LARGE = 12

/** Small files that go up and come down in a zip, against what 32 slots can do at best; and a preview meanwhile. */
export async function bytes(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-bytes-'))
  try {
    return await inPage(async (session) => {
      await fill(session, 'ferry-photos', 'many/', OBJECTS)
      session.store.settings.latency = LATENCY
      const up = await uploaded(session, folder)
      const upLoad = loadOf(session, 'PutObject')
      const down = await zipped(session)
      const downLoad = loadOf(session, 'GetObject')
      const preview = await previewMeanwhile(session, folder)
      return [
        { what: `upload of ${OBJECTS} small files, of the bound`, is: up / best(LATENCY), unit: '', least: 0.8 },
        { what: 'requests in flight meanwhile', is: upLoad.flying, unit: '' },
        { what: 'requests a file', is: upLoad.each, unit: '' },
        { what: `zip of ${OBJECTS} small objects, of the bound`, is: down / best(LATENCY), unit: '', least: 0.8 },
        { what: 'requests in flight meanwhile', is: downLoad.flying, unit: '' },
        { what: 'requests an object', is: downLoad.each, unit: '' },
        { what: `a preview while ${LARGE} large files go up slowly`, is: preview, unit: 's', most: 1 },
      ]
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function uploaded(session: Session, above: string): Promise<number> {
  const { visit, store } = session
  const root = join(above, 'small')
  mkdirSync(root)
  for (let n = 0; n < OBJECTS; n += 1) writeFileSync(join(root, `file ${n}`), String(n))
  await visit(async (page) => {
    await upload(page, session, root)
    await start(page, 'small')
  })
  store.requests.clear()
  await quiet(session)
  return rateOf(session, 'PutObject')
}

async function upload(page: Page, session: Session, folder: string): Promise<void> {
  await goTo(page, session, 'ferry-backup')
  // Where there is no window there is no picker either: the page falls back to fields.
  await page.reload()
  await page.getByRole('button', { name: 'Upload' }).first().click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Select a folder…' }).click()
  await (await chooser).setFiles(folder)
}

/** Says yes to the plan, a while from now: by then nobody watches. */
async function start(page: Page, job: string): Promise<void> {
  const yes = jobOf(page, job).locator('.job-answers .ant-btn-primary')
  await yes.waitFor({ timeout: 60_000 })
  await yes.evaluate((button: HTMLElement) => void setTimeout(() => button.click(), 1500))
}

/** Objects a second. */
async function zipped(session: Session): Promise<number> {
  const { visit, store } = session
  await visit(async (page) => {
    await goTo(page, session, 'ferry-photos')
    await page.reload()
    await page.getByRole('row').filter({ hasText: 'many/' }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Download…' }).dispatchEvent('click')
    await page.getByRole('button', { name: 'Save as zip…' }).click()
    await start(page, 'many')
  })
  store.requests.clear()
  await quiet(session)
  return rateOf(session, 'GetObject', { isIt: (key) => key.startsWith('many/') })
}

/** Seconds from the click to the text, while each connection that the engine may take holds a file that the store is slow to take. */
async function previewMeanwhile(session: Session, above: string): Promise<number> {
  const root = join(above, 'large')
  mkdirSync(root)
  for (let n = 0; n < LARGE; n += 1) writeFileSync(join(root, `file ${n}`), Buffer.alloc(1024 ** 2))
  session.store.faults.add({ op: 'PutObject', bucket: 'ferry-backup', delay: 5000 })
  return session.visit(async (page) => {
    await upload(page, session, root)
    await session.store.requests.answered(({ op, key }) => op === 'PutObject' && key.startsWith('large/'))
    await goTo(page, session, 'ferry-photos')
    const row = page.getByRole('row').filter({ hasText: 'README.md' })
    await row.waitFor()
    const began = performance.now()
    await row.dblclick()
    await page.locator('.cm-content').waitFor()
    return (performance.now() - began) / 1000
  })
}
