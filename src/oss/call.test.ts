import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../test/ferry.ts'
import { createOss } from './client.ts'
import type { Oss, Ref } from './types.ts'
import type { Transport, WireAnswer } from './wire.ts'

/** What the adapter makes of answers: over HTTP where the local OSS gives them, from a transport of this test where it would not. */

const { signal } = new AbortController()
let ferry: Ferry

beforeAll(async () => {
  ferry = await startFerry()
})
afterAll(() => ferry.close())
afterEach(() => {
  ferry.store.faults.clear()
  ferry.store.settings.clockOffset = 0
  ferry.store.requests.clear()
})

const at = (key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'home', key })
const tooSkewed = () => ferry.store.requests.entries.filter(({ code }) => code === 'RequestTimeTooSkewed')

test.each([-20, 20])(
  'a clock that is %d minutes off: one refusal, and the time of the store from then on',
  async (minutes) => {
    const oss = fresh()
    ferry.store.settings.clockOffset = minutes * 60_000
    await oss.put({ at: at('k'), body: 'hello', attributes: {}, signal })
    expect(Math.round(oss.clockOffset() / 60_000)).toBe(minutes)
    await oss.head({ at: at('k'), signal })
    expect(tooSkewed()).toHaveLength(1)
  },
)

test('a HEAD that is refused for its time is asked again, too', async () => {
  const oss = fresh()
  await oss.put({ at: at('k'), body: 'hello', attributes: {}, signal })
  const late = fresh()
  ferry.store.settings.clockOffset = 3_600_000
  expect((await late.head({ at: at('k'), signal })).size).toBe(5)
})

test('a time that stays refused is told after the second try', async () => {
  const oss = fresh()
  ferry.store.faults.add({ op: 'HeadObject', error: { code: 'RequestTimeTooSkewed' } })
  await expect(oss.head({ at: at('k'), signal })).rejects.toMatchObject({ code: 'RequestTimeTooSkewed', status: 403 })
  expect(tooSkewed()).toHaveLength(2)
})

test('an error that comes with 200 is what it is with its own status', async () => {
  await ferry.oss.put({ at: at('k'), body: 'hello', attributes: {}, signal })
  const { etag } = await ferry.oss.head({ at: at('k'), signal })
  const copy = { at: at('k2'), source: at('k'), ifMatch: etag, replace: false, attributes: {}, signal }
  for (const [code, status] of [
    ['InternalError', 500],
    ['TotalQpsLimitExceeded', 503],
    ['ServiceUnavailable', 503],
    ['AccessDenied', 200],
  ] as const) {
    ferry.store.faults.add({ op: 'CopyObject', times: 1, error: { code, ok: true } })
    await expect(ferry.oss.copyObject(copy)).rejects.toMatchObject({ code, status })
  }
})

test('a refused copy tells what it was to read, and which right is missing if OSS says so', async () => {
  const body = `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>no</Message>
    <AccessDeniedDetail><NoPermissionType>ImplicitDeny</NoPermissionType><AuthAction>oss:GetObject</AuthAction></AccessDeniedDetail></Error>`
  const copy = { at: at('k2'), source: at('a/船 %'), ifMatch: 'E', replace: false, attributes: {}, signal }
  await expect(answering(body, 403).copyObject(copy)).rejects.toMatchObject({
    code: 'AccessDenied',
    copySource: 'oss://home/a/船 %',
    details: { AuthAction: 'oss:GetObject' },
  })
})

const page = (row: string) =>
  `<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated><Contents>${row}</Contents></ListBucketResult>`
const row = '<Key>k</Key><Size>1</Size><ETag>"e"</ETag><LastModified>2026-01-01T00:00:00.000Z</LastModified>'

test('a listing that is cut at any place is refused as one that OSS would not give', async () => {
  const whole = page(row)
  expect((await answering(whole).list({ at: at(''), signal })).objects).toMatchObject([{ key: 'k', size: 1 }])
  for (let length = 0; length < whole.length; length += 3)
    await expect(answering(whole.slice(0, length)).list({ at: at(''), signal })).rejects.toMatchObject({
      kind: 'protocol',
    })
})

test.each([
  page(row.replace('k<', '%E4%<')),
  page(row.replace(/<Key>.*<\/Key>/, '')),
  page(row.replace('</Key>', '')),
  page(row.replace('k<', '&#x110000;<')),
])('a listing with values that can’t be read is refused: %s', async (body) => {
  await expect(answering(body).list({ at: at(''), signal })).rejects.toMatchObject({ kind: 'protocol' })
})

/** The store through a client that has learnt nothing yet. */
const fresh = () => createOss(ferry.account, ferry.transport)

function answering(body: string, status = 200): Oss {
  const data = new TextEncoder().encode(body)
  const transport: Transport = async (): Promise<WireAnswer> => ({ status, headers: {}, data })
  return createOss(ferry.account, transport)
}
