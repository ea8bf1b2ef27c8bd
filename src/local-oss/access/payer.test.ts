import { mkdtempSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeTransport } from '../../hosts/node/transport.ts'
import { createCall } from '../../oss/call.ts'
import { createOss } from '../../oss/client.ts'
import type { Account, Oss, Ref } from '../../oss/types.ts'
import { createLocalOss, type LocalOss } from '../server.ts'

/** A bucket whose owner lets requesters pay, seen by its owner and by another account. */

const signal = new AbortController().signal
const transport = nodeTransport(8)
const at = (bucket: string, key: string): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket, key })
const refusal = { code: 'AccessDenied', status: 403, message: 'Access denied for requester pay bucket' }
let dataDir: string
let store: LocalOss
let owner: Oss
let account: (id: string, more?: Partial<Account>) => Account

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ferry-payer-'))
  store = await createLocalOss({
    dataDir,
    keys: [
      { id: 'owner', secret: 's' },
      { id: 'stranger', secret: 's', isStranger: true },
    ],
  })
  const endpoint = `http://oss-cn-hangzhou.localhost:${await store.listen(0)}`
  account = (id, more = {}) => ({
    ...{ id, name: id, accessKeyId: id, accessKeySecret: 's', region: 'cn-hangzhou', endpoint },
    ...more,
  })
  owner = createOss(account('owner'), transport.send)
  for (const bucket of ['paid', 'free']) await owner.putBucket({ bucket: { bucket, region: 'cn-hangzhou' }, signal })
  await owner.put({ at: at('paid', 'a'), body: 'a', attributes: {}, signal })
  await createCall(
    account('owner'),
    transport.send,
  )({
    ...{ operation: 'PutBucketRequestPayment', method: 'PUT', region: 'cn-hangzhou', bucket: 'paid', signal },
    sub: { requestPayment: '' },
    body: '<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>',
  })
})
afterAll(async () => {
  await transport.close()
  await store.close()
  rmSync(dataDir, { recursive: true })
})

/** Names below `localhost` are this computer, whatever it resolves. */
function statusAt(url: string): Promise<number | undefined> {
  const { host, port, pathname, search } = new URL(url)
  const options = { host: '127.0.0.1', port, path: pathname + search, headers: { host } }
  return new Promise((resolve, reject) => {
    get(options, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    }).on('error', reject)
  })
}

test('the owner pays nothing extra; another account is refused until it says that it pays', async () => {
  expect((await owner.list({ at: at('paid', ''), signal })).objects).toHaveLength(1)
  const stranger = createOss(account('stranger'), transport.send)
  await expect(stranger.list({ at: at('paid', ''), signal })).rejects.toMatchObject({ ...refusal, ec: '0003-00000703' })
  const paying = createOss(account('stranger', { paysFor: ['paid'] }), transport.send)
  expect((await paying.list({ at: at('paid', ''), signal })).objects).toHaveLength(1)
  expect(await (await paying.get({ at: at('paid', 'a'), signal })).text()).toBe('a')
})

test('a copy says so for its source, too, and a signed URL in its query', async () => {
  const copy = {
    at: at('free', 'copy'),
    source: at('paid', 'a'),
    ifMatch: '0CC175B9C0F1B6A831C399E269772661',
    replace: false,
    attributes: {},
    signal,
  }
  const stranger = createOss(account('stranger'), transport.send)
  await expect(stranger.copyObject(copy)).rejects.toMatchObject(refusal)
  const paying = createOss(account('stranger', { paysFor: ['paid'] }), transport.send)
  await paying.copyObject(copy)
  expect(await (await owner.get({ at: at('free', 'copy'), signal })).text()).toBe('a')
  const statusOf = async (oss: Oss) => statusAt(await oss.signUrl({ at: at('paid', 'a'), seconds: 60 }))
  expect([await statusOf(stranger), await statusOf(paying)]).toEqual([403, 200])
})

test('what is free is asked for without a word about it', async () => {
  const sent: Record<string, string>[] = []
  const paying = createOss(account('stranger', { paysFor: ['paid'] }), (request) => {
    sent.push(request.headers)
    return transport.send(request)
  })
  await paying.list({ at: at('free', ''), signal })
  expect(sent.map((headers) => 'x-oss-request-payer' in headers)).toEqual([false])
})
