import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { ferryTest } from '../ferry.ts'
import type { Engine } from './driver.ts'
import { type EngineName, startEngine } from './engines.ts'
import { Person } from './person.ts'
import { bucket, button } from './targets.ts'

type Fixtures = { downloads: string; person: Person; signedIn: Person }
type Shared = { engineName: EngineName; engine: Engine }

/** A story is told once, and played in each engine. */
export const story = ferryTest.extend<Fixtures, Shared>({
  engineName: ['chromium', { option: true, scope: 'worker' }],
  engine: [
    async ({ engineName }, use) => {
      const engine = await startEngine(engineName)
      await use(engine)
      await engine.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  /** The folder in which the browser saves. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  downloads: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'ferry-downloads-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
  /** Somebody in front of an empty page. What goes wrong in it fails the story. Ferry is there for longer: a page whose server goes says so. */
  person: async ({ engine, downloads, ferry: _ }, use, info) => {
    const driver = await engine.newPage(downloads)
    info.annotations.push({ type: 'engine', description: driver.version })
    await use(new Person(driver))
    if (info.errors.length > 0) {
      process.stdout.write(driver.words?.() ?? '')
      writeFileSync(info.outputPath('picture.png'), await driver.picture())
    }
    const errors = await driver.errors()
    await driver.close()
    expect(errors).toEqual([])
  },
  signedIn: async ({ person, ferry }, use) => {
    await person.driver.open(ferry.startUrl)
    await person.click(button('Try it on this computer'))
    await person.see(bucket('ferry-photos'))
    await use(person)
  },
})
