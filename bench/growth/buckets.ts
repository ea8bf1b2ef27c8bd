import type { Page } from '@playwright/test'
import { regions } from '../../src/i18n/regions.ts'
import type { Figure } from './figures.ts'
import { inPage, type Session } from './session.ts'

const never = new AbortController().signal
const BUCKETS = 2000

/** What side bar and home draw of many buckets. */
export async function buckets(): Promise<Figure[]> {
  return inPage(async (session) => {
    const few = await session.visit(weigh)
    await make(session)
    const many = await session.visit(async (page) => {
      await page.goto(session.ferry.url)
      await page.reload()
      await page.getByRole('main').getByText('2,003 buckets').waitFor()
      return weigh(page)
    })
    return (['side bar', 'home'] as const).flatMap((what) => [
      { what: `${what}: nodes with 3 buckets`, is: few[what].nodes, unit: '' },
      { what: `${what}: nodes with ${BUCKETS + 3} buckets`, is: many[what].nodes, unit: '', most: 600 },
      { what: `${what}: tab stops with ${BUCKETS + 3} buckets`, is: many[what].stops, unit: '', most: 1 },
    ])
  })
}

/** Some at a time, over all regions: OSS takes a hundred in each. */
async function make({ oss }: Session): Promise<void> {
  const names = Object.keys(regions)
  const put = (n: number) => {
    const bucket = `team-${String(n).padStart(4, '0')}`
    return oss.putBucket({ bucket: { bucket, region: names[n % names.length] ?? '' }, signal: never })
  }
  for (let from = 0; from < BUCKETS; from += 50) await Promise.all(Array.from({ length: 50 }, (_, n) => put(from + n)))
}

async function weigh(page: Page) {
  const of = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => ({
        nodes: element.querySelectorAll('*').length,
        stops: [...element.querySelectorAll<HTMLElement>('*')].filter(({ tabIndex }) => tabIndex >= 0).length,
      }))
  await page.locator('.bucket-scroller').waitFor()
  return { 'side bar': await of('.side-scroller'), home: await of('.bucket-scroller') }
}
