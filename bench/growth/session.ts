import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { requireBrowser } from '../../e2e/browser.ts'
import type { LocalOss } from '../../src/local-oss/server.ts'
import { type FerryWorld, say, signIn, startWorld } from '../ferryPage.ts'

export type Session = FerryWorld & { store: LocalOss; context: BrowserContext; page: Page }

/** Requests in flight at most, as the page is told. */
const SLOTS = 32

/** A store, gateway and browser of its own for each row; the page is signed in, and has 32 slots. All end with `work`. */
export async function inPage<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const { close, ...world } = await startWorld()
  const browser = await chromium.launch({
    executablePath: requireBrowser(say),
    args: ['--disable-renderer-backgrounding', '--disable-background-timer-throttling'],
  })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
    const page = await context.newPage()
    // A browser without a window can click no picker: the page falls back to fields.
    await context.addInitScript(() => {
      for (const name of ['showOpenFilePicker', 'showDirectoryPicker', 'showSaveFilePicker'])
        Reflect.deleteProperty(window, name)
    })
    await context.addInitScript((slots) => localStorage.setItem('oss-ferry-at-once', String(slots)), SLOTS)
    await signIn(page, world.ferry)
    return await work({ ...world, store: world.ferry.localOss, context, page })
  } finally {
    await browser.close()
    await close()
  }
}

/** Opens a place; `prefix` as it is. */
export async function goTo({ page, ferry }: Session, bucket: string, prefix = ''): Promise<void> {
  await page.goto(`${ferry.url}#/${bucket}/${prefix.split('/').map(encodeURIComponent).join('/')}`)
}

/** The job whose row says this. */
export const jobOf = ({ page }: Session, text: string) => page.locator('li.job').filter({ hasText: text }).first()
