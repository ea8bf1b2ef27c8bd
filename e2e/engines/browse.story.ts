import { expect } from '@playwright/test'
import { story } from './story.ts'
import { bucket, button, field, link, row } from './targets.ts'

story('a bucket is opened, a prefix in it, and the way back', async ({ signedIn: person }) => {
  await person.click(bucket('ferry-photos'))
  await person.doubleClick(row('data'))
  await person.see(row('航次.csv'))
  await person.click(link('ferry-photos'))
  await person.see(row('README.md'))
  await person.driver.run(() => history.back())
  await person.see(row('航次.csv'))
  await person.seeNo(row('README.md'))
})

story('a listing is filtered and sorted', async ({ signedIn: person }) => {
  await person.click(bucket('ferry-photos'))
  await person.doubleClick(row('data'))
  await person.see(row('config.json'))
  await person.fill({ ...field('Filter'), inside: 'main' }, 'json')
  await person.seeNo(row('empty.txt'))
  await person.press('Escape')
  await person.see(row('empty.txt'))
  await person.click(button('Size'))
  const rows = async () => (await person.seen({ css: '[role=row] .name' })).map(({ text }) => text)
  await expect.poll(rows).toEqual(['logs/', 'empty.txt', 'config.json', '航次.csv'])
})
