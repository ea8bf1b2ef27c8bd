import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { headOf, place } from '../ferry.ts'
import type { Person } from './person.ts'
import { story as told } from './story.ts'
import { bucket, button, ghost, job, row } from './targets.ts'

const MiB = 1024 ** 2

const story = told.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'ferry-upload-'))
    await use(folder)
    rmSync(folder, { recursive: true })
  },
})

/** The system's own dialog is no driver's: the page's field stays as it would be below it, and gets its files. */
async function choose(person: Person, press: string, paths: string[]) {
  await person.driver.run(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker')
    HTMLInputElement.prototype.click = () => {}
  })
  await person.click(button(press))
  await expect.poll(() => person.driver.run(() => document.querySelectorAll('input[type=file][hidden]').length)).toBe(1)
  await person.driver.give('input[type=file][hidden]', paths)
}

story('files that are chosen become objects, with their types', async ({ signedIn: person, folder, oss }) => {
  const names = ['a b+#%中.html', 'empty.txt']
  const paths = names.map((name) => join(folder, name))
  writeFileSync(paths[0] ?? '', '# 你好\n')
  writeFileSync(paths[1] ?? '', '')
  await person.click(bucket('ferry-backup'))
  await person.click(button('Upload'))
  await choose(person, 'Select files…', paths)
  await person.see(job('Done'))
  await person.see(row('a b+#%中.html'))
  const headers = { 'Content-Type': 'text/html; charset=utf-8' }
  expect(await headOf(oss, 'ferry-backup', 'a b+#%中.html')).toMatchObject({ size: 9, headers })
  expect(await headOf(oss, 'ferry-backup', 'empty.txt')).toMatchObject({ size: 0 })
})

story(
  'after a reload in mid upload the file is asked for again, and no part is sent twice',
  async ({ signedIn: person, folder, ferry, oss }) => {
    const file = join(folder, 'film.bin')
    const bytes = Buffer.alloc(36 * MiB, 'ferry')
    writeFileSync(file, bytes)
    const fault = ferry.localOss.faults.add({ op: 'UploadPart', skip: 2, hang: 'before' })
    const sent = () => ferry.localOss.requests.entries.filter(({ op, status }) => op === 'UploadPart' && status === 200)
    await person.click(bucket('ferry-backup'))
    await person.click(button('Upload'))
    await choose(person, 'Select files…', [file])
    await expect.poll(() => sent().length).toBe(2)
    fault.remove()
    await person.driver.reload()
    await person.see(job('Select the files again'))
    await choose(person, 'Select again', [file])
    await person.see(job('Done'))
    const body = await oss.get({ at: place('ferry-backup', 'film.bin'), signal: new AbortController().signal })
    const hash = (all: Uint8Array) => createHash('sha256').update(all).digest('hex')
    expect(hash(new Uint8Array(await body.arrayBuffer()))).toBe(hash(bytes))
    expect(sent().length).toBe(5)
  },
)

story(
  'files of the desktop are dropped on a prefix; the ghost says what will happen',
  async ({ signedIn: person, oss }) => {
    await person.click(bucket('ferry-photos'))
    const { x, y } = await person.see(row('data'))
    const send = (type: string) =>
      person.driver.run(
        (is, clientX, clientY) => {
          const dataTransfer = new DataTransfer()
          for (const name of ['one.txt', 'two.txt']) dataTransfer.items.add(new File([`of ${name}`], name))
          const event = { dataTransfer, clientX, clientY, bubbles: true, cancelable: true }
          document.elementFromPoint(clientX, clientY)?.dispatchEvent(new DragEvent(is, event))
        },
        type,
        x,
        y,
      )
    const hold = async () => {
      await send('dragover')
      return (await person.seen(ghost('Upload 2 items → data/'))).length
    }
    await expect.poll(hold).toBe(1)
    await send('drop')
    await person.see(job('Done'))
    expect(await headOf(oss, 'ferry-photos', 'data/two.txt')).toMatchObject({ size: 10 })
  },
)
