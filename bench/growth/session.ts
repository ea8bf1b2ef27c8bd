import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { LocalOss } from '../../src/local-oss/server.ts'
import { launchApart } from '../apart.ts'
import { type FerryWorld, signIn, startWorld } from '../ferryPage.ts'

/**
 * `visit` runs work on the page while somebody watches it, which slows it down; what is measured by the store's own log runs when nobody
 * does.
 */
export type Session = FerryWorld & {
  store: LocalOss
  visit: <T>(work: (page: Page) => Promise<T>) => Promise<T>
}

/** Requests in flight at most, as the page is told, and ms that the store takes for each answer where that counts. */
export const SLOTS = 32
export const LATENCY = 40

/** A store, gateway and browser of its own for each row; the page is signed in. All end with `work`. */
export async function inPage<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const { close, ...world } = await startWorld()
  const chrome = await launchApart()
  const visit: Session['visit'] = async (look) => {
    const { page, leave } = await chrome.visit()
    // A browser without a window can click no picker: the page falls back to fields.
    const withoutPickers = () => {
      for (const name of ['showOpenFilePicker', 'showDirectoryPicker', 'showSaveFilePicker'])
        Reflect.deleteProperty(window, name)
    }
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.addInitScript(withoutPickers)
    try {
      return await look(page)
    } finally {
      await leave()
    }
  }
  try {
    await visit(async (page) => {
      await page.goto(world.ferry.startUrl)
      await page.evaluate((slots) => localStorage.setItem('oss-ferry-at-once', String(slots)), SLOTS)
      await signIn(page, world.ferry)
    })
    return await work({ ...world, store: world.ferry.localOss, visit })
  } finally {
    await chrome.close()
    await close()
  }
}

/** Opens a place; a prefix as it is. */
export async function goTo(page: Page, { ferry }: FerryWorld, bucket: string, prefix = ''): Promise<void> {
  await page.goto(`${ferry.url}#/${bucket}/${prefix.split('/').map(encodeURIComponent).join('/')}`)
}

/** The job whose row says this. */
export const jobOf = (page: Page, text: string) => page.locator('li.job').filter({ hasText: text }).first()

/** Resolves when the store has had nothing to do for a second and a half; fails after some minutes. */
export async function quiet({ store }: Pick<Session, 'store'>, within = 180_000): Promise<void> {
  const until = Date.now() + within
  const { entries } = store.requests
  for (let last = -1, still = 0; still < 6; await sleep(250)) {
    const isBusy = entries.length === 0 || entries.length !== last || entries.at(-1)?.status === 0
    still = isBusy ? 0 : still + 1
    last = entries.length
    if (Date.now() > until) throw new Error('The store is not left alone')
  }
}

/** Objects of one byte below a prefix, of which `copy` can show that it copied them. */
export async function fill({ store }: Pick<Session, 'store'>, bucket: string, prefix: string, count: number) {
  for (let start = 0; start < count; start += 2000) {
    const many = Math.min(2000, count - start)
    const keys = Array.from({ length: many }, (_, n) => `${prefix}${String(start + n).padStart(7, '0')}`)
    await Promise.all(keys.map((key) => store.putSparseObject({ bucket, key, size: 1 })))
    await Promise.all(keys.map((key) => store.changeObject({ bucket, key })))
  }
}
