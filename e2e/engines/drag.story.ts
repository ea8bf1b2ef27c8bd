import { expect } from '@playwright/test'
import { headOf } from '../ferry.ts'
import { story } from './story.ts'
import { bucket, job, row } from './targets.ts'

story('an object is dragged into a prefix, and moves there', async ({ signedIn: person, oss }) => {
  await person.click(bucket('ferry-photos'))
  await person.drag(row('README.md'), row('data'), 'Move “README.md” → data/')
  await person.see(job('Done'))
  await person.seeNo(row('README.md'))
  expect(await headOf(oss, 'ferry-photos', 'data/README.md')).toBeDefined()
})

story('a prefix is dragged to another bucket, and is copied there', async ({ signedIn: person, oss }) => {
  await person.click(bucket('ferry-photos'))
  await person.drag(row('site'), bucket('ferry-backup'), 'Copy “site/” → ferry-backup')
  await person.see(job('Done'))
  expect(await headOf(oss, 'ferry-backup', 'site/index.html')).toBeDefined()
  expect(await headOf(oss, 'ferry-photos', 'site/index.html')).toBeDefined()
})
