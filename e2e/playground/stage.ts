import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { preview } from 'vite'
import type { Choice } from '../../src/playground/choice.ts'

export type Look = Partial<Pick<Choice, 'language' | 'theme'>>

/** The built playground; `root` is the folder of the repository that it was built in. */
export async function servePlayground(root = join(import.meta.dirname, '../..')) {
  const server = await preview({
    root,
    configFile: false,
    build: { outDir: 'dist-playground' },
    preview: { host: '127.0.0.1', port: 0 },
    logLevel: 'error',
  })
  const url = `${server.resolvedUrls?.local[0]}playground.html`
  return { url, close: () => server.close() }
}

/** The page of all parts, in the hands of a test. It is loaded once; what stands on it is changed without a new load. */
export class Stage {
  readonly page: Page
  readonly url: string
  constructor(page: Page, url: string) {
    this.page = page
    this.url = url
  }

  async open() {
    // The moment of all states.
    await this.page.clock.setFixedTime(Date.UTC(2026, 4, 12, 2, 30))
    await this.page.goto(`${this.url}?bare`)
    await this.page.waitForFunction(() => document.documentElement.dataset.ready)
  }

  /** Every part with the names of its states. */
  parts(): Promise<Record<string, string[]>> {
    return this.page.evaluate(() => (globalThis as unknown as { parts: Record<string, string[]> }).parts)
  }

  /** Until it stands still. */
  async show(part: string, state: string, { language = 'en', theme = 'light' }: Look = {}) {
    const search = `?${new URLSearchParams({ part, state, language, theme, bare: '' })}`
    await this.page.evaluate((to) => {
      history.pushState(null, '', `${to}#/`)
      dispatchEvent(new PopStateEvent('popstate'))
    }, search)
    await this.page.waitForFunction((to) => document.documentElement.dataset.ready === to, search)
  }
}
