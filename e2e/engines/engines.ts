import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser, findProgram, isExecutable } from '../browser.ts'
import { startChromium } from './chromium.ts'
import type { Engine } from './driver.ts'
import { startFirefox } from './firefox.ts'
import { startWebKit } from './webkit.ts'

export const engineNames = ['chromium', 'firefox', 'webkit'] as const
export type EngineName = (typeof engineNames)[number]

/** `find`: what it is made of, by the names of Debian's packages; undefined what is not there. */
type Kind = {
  find: () => Record<string, string | undefined>
  start: (paths: Record<string, string>) => Promise<Engine>
}

/** A screen, and a pointer on it. */
const desk = () => ({ xvfb: findProgram('Xvfb'), xdotool: findProgram('xdotool') })

const kinds: Record<EngineName, Kind> = {
  chromium: {
    find: () => ({ 'chromium-headless-shell': findBrowser() }),
    start: (paths) => startChromium(paths['chromium-headless-shell'] ?? ''),
  },
  firefox: {
    find: () => ({ 'firefox-esr': findProgram('firefox-esr', 'firefox'), ...desk() }),
    start: (paths) => startFirefox(paths['firefox-esr'] ?? ''),
  },
  webkit: {
    find: () => ({
      'webkit2gtk-driver': findProgram('WebKitWebDriver'),
      'libwebkit2gtk-4.1-0': findMiniBrowser(),
      ...desk(),
    }),
    start: (paths) =>
      startWebKit({ driver: paths['webkit2gtk-driver'] ?? '', browser: paths['libwebkit2gtk-4.1-0'] ?? '' }),
  },
}

/** Debian's packages that it takes and that are not here. */
export function missingFor(name: EngineName): string[] {
  return Object.entries(kinds[name].find()).flatMap(([name, path]) => (path === undefined ? [name] : []))
}

/** @throws Error when something it takes is missing. */
export function startEngine(name: EngineName): Promise<Engine> {
  const missing = missingFor(name)
  if (missing.length > 0) throw new Error(`${name} needs ${missing.join(', ')}`)
  return kinds[name].start(kinds[name].find() as Record<string, string>)
}

/** It is on no PATH: it lies in a folder of the library, which is named after the machine and the version. */
function findMiniBrowser(): string | undefined {
  const folders = ['/usr/lib', '/usr/libexec'].flatMap((folder) => [folder, ...foldersIn(folder)])
  const libraries = folders.flatMap((folder) => foldersIn(folder).filter((path) => /webkit2gtk-4\.\d$/.test(path)))
  return libraries.map((folder) => join(folder, 'MiniBrowser')).find(isExecutable)
}

function foldersIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
}
