import { expect } from '@playwright/test'
import { story } from './story.ts'
import { bucket, button, field, row, text } from './targets.ts'

story('who has the address is let in, signs in by a click, and is still so after a reload', async ({ signedIn }) => {
  await signedIn.driver.reload()
  await signedIn.see(bucket('ferry-photos'))
})

story('keys that are typed sign in; those that are wrong say so, and stay to be mended', async ({ person, ferry }) => {
  const { accessKeyId, accessKeySecret, endpoint } = ferry.account
  await person.driver.open(ferry.startUrl)
  await person.fill(field('AccessKey ID'), accessKeyId)
  await person.fill(field('AccessKey secret'), 'wrong')
  await person.click(text('STS token and custom endpoint'))
  await person.fill(field('Custom endpoint'), endpoint)
  await person.click(button('Sign in'))
  await person.see(text('The AccessKey secret is wrong'))
  await person.fill(field('AccessKey secret'), accessKeySecret)
  await person.click(button('Sign in'))
  await person.see(bucket('ferry-backup'))
})

story('a browser that does not find the name is served by number', async ({ person, ferry }) => {
  const { search } = new URL(ferry.startUrl)
  await person.driver.open(`${ferry.numberUrl}${search}`)
  await person.click(button('Try it on this computer'))
  await person.click(bucket('ferry-photos'))
  await person.see(row('README.md'))
  expect(await person.driver.run(() => [location.hostname, isSecureContext])).toEqual(['127.0.0.1', true])
})
