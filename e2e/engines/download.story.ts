import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { unzip } from '../../test/unzip.ts'
import { place } from '../ferry.ts'
import type { Person } from './person.ts'
import { story } from './story.ts'
import { bucket, button, inDialog, job, row } from './targets.ts'

const never = new AbortController().signal

/** As in a browser that lets no page write to the disk. */
async function withoutPickers(person: Person) {
  await person.driver.run(() => {
    Reflect.deleteProperty(window, 'showDirectoryPicker')
    Reflect.deleteProperty(window, 'showSaveFilePicker')
  })
}

story('one object is saved by the browser, whole and by its name', async ({ signedIn: person, downloads, oss }) => {
  await oss.put({ at: place('ferry-backup', 'in/a b 中.txt'), body: 'all of it', attributes: {}, signal: never })
  await person.click(bucket('ferry-backup'))
  await person.doubleClick(row('in'))
  await person.click(row('a b 中.txt'))
  await person.press('Control+s')
  await person.click(inDialog(button('Browser download')))
  const file = join(downloads, 'a b 中.txt')
  await expect.poll(() => (existsSync(file) ? readFileSync(file, 'utf8') : readdirSync(downloads))).toBe('all of it')
})

story('a prefix is saved as a zip with all that is below it', async ({ signedIn: person, downloads, oss }) => {
  for (const key of ['in/a.txt', 'in/sub/b.txt'])
    await oss.put({ at: place('ferry-backup', key), body: key, attributes: {}, signal: never })
  await withoutPickers(person)
  await person.click(bucket('ferry-backup'))
  await person.click(row('in'))
  await person.press('Control+s')
  await person.click(inDialog(button('Save as zip…')))
  await person.see(job('Done'))
  await person.click(button('Save the zip'))
  const file = join(downloads, 'in.zip')
  await expect.poll(() => existsSync(file) && readdirSync(downloads)).toEqual(['in.zip'])
  const entries = [...unzip(readFileSync(file))].map(([name, bytes]) => [name, bytes.toString()])
  expect(Object.fromEntries(entries)).toEqual({ 'in/a.txt': 'in/a.txt', 'in/sub/b.txt': 'in/sub/b.txt' })
})
