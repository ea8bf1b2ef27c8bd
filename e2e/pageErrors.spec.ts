import { expect, test } from './world.ts'

/** Says something, throws and leaves a rejection unhandled, in the page or in a worker. */
function goWrong(name: string) {
  // biome-ignore lint/suspicious/noConsole: what is tested is that it is heard
  console.error(`said in ${name}`)
  setTimeout(() => {
    throw new Error(`thrown in ${name}`)
  })
  void Promise.reject(new Error(`rejected in ${name}`))
}

test('what goes wrong in a page or a worker is heard', async ({ app, page, pageErrors }) => {
  // It comes after the first rows.
  const worker = page.workers()[0] ?? (await page.waitForEvent('worker'))
  await page.evaluate(goWrong, 'page')
  await worker.evaluate(goWrong, 'worker')
  await page.evaluate(() => fetch('/assets/missing.js'))
  await page.route('**/assets/cut.js', (route) => route.abort('connectionreset'))
  await page.evaluate(() => fetch('/assets/cut.js').catch(() => {}))
  await app.page.close()
  for (const name of ['page', 'worker'])
    pageErrors.expect(
      new RegExp(`^console: said in ${name}`),
      new RegExp(`^uncaught: Error: thrown in ${name}`),
      new RegExp(`^uncaught: Error: rejected in ${name}`),
    )
  pageErrors.expect(
    /^console: .*404.* \(\/assets\/missing\.js\)/,
    /^failed: GET \/assets\/cut\.js .*RESET/,
    /^console: .*RESET/,
  )
  expect(pageErrors.wrong()).toEqual([])
})
