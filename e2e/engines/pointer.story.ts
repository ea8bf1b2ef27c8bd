import { story } from './story.ts'
import { bucket, row } from './targets.ts'

story('a double click is one where the page is slow, too', async ({ signedIn: person }) => {
  await person.click(bucket('ferry-photos'))
  await person.see(row('data'))
  await person.driver.run(beBusyAtEachPress, 900)
  await person.doubleClick(row('data'))
  await person.see(row('航次.csv'))
})

/** As on a machine that has other things to do. */
function beBusyAtEachPress(ms: number): void {
  addEventListener('mousedown', () => {
    const end = performance.now() + ms
    while (performance.now() < end);
  })
}
