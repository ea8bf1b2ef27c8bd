import { expect } from '@playwright/test'
import { bytesOf } from '../../src/oss/headerBytes.ts'
import { headOf } from '../ferry.ts'
import { story } from './story.ts'
import { bucket, button, dialog, entry, field, inDialog, job, row } from './targets.ts'

story('an object is renamed from the toolbar', async ({ signedIn: person, oss }) => {
  await person.click(bucket('ferry-photos'))
  await person.click(row('README.md'))
  await person.click(button('Rename'))
  await person.fill(inDialog(field('New name')), 'read me 100%.md')
  await person.click(inDialog(button('Rename')))
  await person.see(row('read me 100%.md'))
  await person.seeNo(row('README.md'))
  expect(await headOf(oss, 'ferry-photos', 'README.md')).toBeUndefined()
})

story('a prefix is renamed from its menu', async ({ signedIn: person, oss }) => {
  await person.click(bucket('ferry-photos'))
  await person.click(row('site'), 'right')
  await person.click(entry('Rename'))
  await person.fill(inDialog(field('New name')), 'page')
  await person.click(inDialog(button('Rename')))
  await person.see(row('page'))
  await person.seeNo(row('site'))
  expect(await headOf(oss, 'ferry-photos', 'page/index.html')).toBeDefined()
})

story('metadata is edited, and everything else is as before', async ({ signedIn: person, oss }) => {
  const before = await headOf(oss, 'ferry-photos', 'README.md')
  await person.click(bucket('ferry-photos'))
  await person.click(row('README.md'))
  await person.click(button('Edit metadata'))
  await person.fill(inDialog(field('Cache-Control')), 'max-age=60')
  await person.press('Tab')
  await person.click(inDialog(button('Add metadata')))
  await person.fill(inDialog(field('Name 1')), 'reviewed-by')
  await person.fill(inDialog(field('Value 1')), 'Li Bai')
  await person.click(inDialog(button('Save 2 changes')))
  await person.seeNo(dialog)
  await person.see(job('Done'))
  const after = await headOf(oss, 'ferry-photos', 'README.md')
  expect(after?.headers).toEqual({ ...before?.headers, 'Cache-Control': 'max-age=60' })
  expect(after?.meta).toEqual({ ...before?.meta, 'reviewed-by': bytesOf('Li Bai') })
  expect(after?.crc64).toBe(before?.crc64)
})
