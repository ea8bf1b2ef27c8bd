import { expect } from '@playwright/test'
import { headOf, held } from '../ferry.ts'
import type { Person } from './person.ts'
import { story } from './story.ts'
import { bucket, button, dialog, field, inDialog, job, row } from './targets.ts'

const film = 'videos/远航 4K 原片.mp4'

async function copyFilm(person: Person) {
  await person.click(bucket('ferry-photos'))
  await person.doubleClick(row('videos'))
  await person.click(row('远航'))
  await person.click(button('Copy to…'))
  await person.fill(inDialog(field('Destination')), 'oss://ferry-backup/films/')
  await person.press('Enter')
  await person.seeNo(dialog)
}

story('6 GiB are copied by parts, and proved', async ({ signedIn: person, ferry, oss }) => {
  await copyFilm(person)
  await person.see(job('Done'))
  const [from, to] = [
    await headOf(oss, 'ferry-photos', film),
    await headOf(oss, 'ferry-backup', 'films/远航 4K 原片.mp4'),
  ]
  expect(to).toMatchObject({ size: from?.size, crc64: from?.crc64, headers: from?.headers, meta: from?.meta })
  const parts = ferry.localOss.requests.entries.filter(({ op }) => op === 'UploadPartCopy')
  expect(parts.length).toBe(Math.ceil((from?.size ?? 0) / (64 * 1024 ** 2)))
})

story('a copy goes on after a reload, and copies no part twice', async ({ signedIn: person, ferry, oss }) => {
  const { faults, requests } = ferry.localOss
  const copies = () => requests.entries.filter(({ op }) => op === 'UploadPartCopy')
  const copied = () => copies().flatMap(({ status, partNumber }) => (status === 200 ? [partNumber] : []))
  const first = faults.add({ op: 'UploadPartCopy', skip: 20, hang: 'before' })
  await copyFilm(person)
  await expect.poll(() => copied().length).toBe(20)
  const before = copied()
  const { hold, letGo } = held()
  faults.add({ op: 'UploadPartCopy', hold })
  first.remove()
  requests.clear()
  await person.driver.reload()
  // It is under way again, and the panel shows it.
  await person.see(job('远航'))
  letGo()
  await person.see(job('Done'))
  expect(copies().filter(({ partNumber }) => before.includes(partNumber))).toEqual([])
  expect(await headOf(oss, 'ferry-backup', 'films/远航 4K 原片.mp4')).toMatchObject({ size: 6 * 1024 ** 3 })
})
