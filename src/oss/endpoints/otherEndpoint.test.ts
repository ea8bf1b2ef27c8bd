import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Ferry, startFerry } from '../../../test/ferry.ts'
import { nodeTransport } from '../../hosts/node/transport.ts'
import { createOss } from '../client.ts'
import type { Account, Ref } from '../types.ts'
import type { Transport } from '../wire.ts'

/** A bucket that lies elsewhere than was said is followed to where the account's own kind of endpoint reaches it, and nowhere else. */

const { signal } = new AbortController()
const way = nodeTransport(4)
const servers: Server[] = []
let ferry: Ferry
let port: string

beforeAll(async () => {
  ferry = await startFerry()
  port = new URL(ferry.account.endpoint).port
  ferry.store.settings.accelerated = ['far']
  ferry.store.settings.endpoints = {
    'ep-1.oss.cn-hangzhou.privatelink.localhost': 'cn-hangzhou',
    'oss.cloud.localhost': 'cn-hangzhou',
  }
})
beforeEach(() => ferry.store.requests.clear())
afterAll(async () => {
  await way.close()
  for (const server of servers) server.close()
  await ferry.close()
})

/** In cn-qingdao, and believed to be in cn-hangzhou. */
const far = (key = ''): Ref => ({ account: 'me', region: 'cn-hangzhou', bucket: 'far', key })
const statuses = () => ferry.store.requests.entries.map(({ status }) => status)

async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

describe.each(['page', 'command'])('%s', (who) => {
  /** The hosts to which requests go. */
  const seen: string[] = []
  const by = (endpoint: string, more: Partial<Account> = {}) => {
    const send: Transport = (request) => {
      seen.push(new URL(request.url).host)
      return (who === 'page' ? ferry.transport : way.send)(request)
    }
    return createOss({ ...ferry.account, endpoint, ...more }, send)
  }
  beforeEach(() => void seen.splice(0))

  test.each([
    ['public', 'oss-cn-hangzhou.localhost', 'oss-cn-qingdao.localhost'],
    ['internal', 'oss-cn-hangzhou-internal.localhost', 'oss-cn-qingdao-internal.localhost'],
    ['dual-stack', 'cn-hangzhou.oss.localhost', 'cn-qingdao.oss.localhost'],
  ])('%s: it is followed in the same network, once, and remembered', async (_kind, host, there) => {
    const oss = by(`http://${host}:${port}`)
    const at = far(`${who} ${host}`)
    await oss.put({ at, body: 'x', attributes: {}, signal })
    expect(await (await oss.get({ at, signal })).text()).toBe('x')
    expect(seen).toEqual([`far.${host}:${port}`, `far.${there}:${port}`, `far.${there}:${port}`])
    expect(statuses()).toEqual([403, 200, 200])
    expect(oss.regionOf(at)).toBe('cn-qingdao')
    const url = await oss.signUrl({ at, seconds: 60 })
    expect([new URL(url).host, oss.publicUrl({ at })]).toEqual([
      `far.${there}:${port}`,
      expect.stringContaining(`//far.${there}:${port}/`),
    ])
    expect((await way.send({ url, method: 'GET', headers: {}, timeout: 9000, signal })).status).toBe(200)
  })

  test('what the bucket itself refuses is said, and its region remembered', async () => {
    const oss = by(ferry.account.endpoint)
    await expect(oss.head({ at: far('none'), signal })).rejects.toMatchObject({ status: 404 })
    expect(oss.regionOf(far())).toBe('cn-qingdao')
  })

  test('an acceleration endpoint stays, and is asked with the signature of the right region', async () => {
    const oss = by(`http://oss-accelerate.localhost:${port}`)
    await oss.list({ at: far(), signal })
    expect(oss.regionOf(far())).toBe('cn-qingdao')
    expect(seen.at(-1)).toBe(`far.oss-accelerate.localhost:${port}`)
  })

  test.each(['ep-1.oss.cn-hangzhou.privatelink.localhost', 'oss.cloud.localhost'])(
    'from %s it can be reached by no name that is known: the refusal says which it has',
    async (host) => {
      const asked = by(`http://${host}:${port}`).list({ at: far(), signal })
      await expect(asked).rejects.toMatchObject({
        code: 'AccessDenied',
        details: { Endpoint: `oss-cn-qingdao.localhost:${port}` },
      })
      expect(seen).toEqual([`far.${host}:${port}`])
    },
  )

  test('a bucket of the finance cloud is followed to its host, whose name is not that of the region', async () => {
    const finance = { region: 'cn-hangzhou-finance', bucket: `money-${who}` }
    const oss = by(ferry.account.endpoint)
    await oss.putBucket({ bucket: finance, signal })
    const guessed = { ...far(), bucket: finance.bucket }
    await oss.list({ at: guessed, signal })
    expect([oss.regionOf(guessed), seen.at(-1)]).toEqual([
      finance.region,
      `${finance.bucket}.oss-cn-hzfinance.localhost:${port}`,
    ])
    const listed = (await oss.listBuckets({ signal })).find(({ name }) => name === finance.bucket)
    const info = await oss.bucketInfo({ bucket: finance, signal })
    expect([listed?.region, info.region]).toEqual([finance.region, finance.region])
  })

  test.each([
    'evil.example',
    'oss-cn-qingdao.evil.example',
    'oss-cn-qingdao.aliyuncs.com',
    'oss-cn-qingdao.localhost:ELSEWHERE',
    'cn-qingdao.oss.localhost:ELSEWHERE',
    'x.oss-cn-qingdao.localhost:OWN',
    'oss-cn-qingdao.localhost:OWN@evil.example',
    'oss-cn-qingdao.localhost:OWN/',
    'oss-cn-qingdao.localhost:OWN#.evil.example',
    'oss-cn_qingdao.localhost:OWN',
    'oss-a\nb.localhost:OWN',
    'oss-cn-hangzhou.localhost:OWN',
    'oss-accelerate.localhost:OWN',
    '',
  ])('an answer that names %j is not followed', async (lie) => {
    let elsewhere = 0
    const other = await listening((_, answer) => {
      elsewhere += 1
      answer.end()
    })
    let told = ''
    const liar = await listening((_, answer) => {
      const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.'
      answer.writeHead(403)
      answer.end(`<Error><Code>AccessDenied</Code><Message>${message}</Message><Endpoint>${told}</Endpoint></Error>`)
    })
    told = lie.replace('ELSEWHERE', String(other)).replace('OWN', String(liar))
    const endpoint = `http://oss-cn-hangzhou.localhost:${liar}`
    const oss = createOss({ ...ferry.account, endpoint, stsToken: 'token' }, async (request) => {
      seen.push(new URL(request.url).host)
      return way.send(request)
    })
    await expect(oss.list({ at: far(), signal })).rejects.toMatchObject({ code: 'AccessDenied' })
    expect([seen, elsewhere]).toEqual([[`far.oss-cn-hangzhou.localhost:${liar}`], 0])
  })

  test('who names another one each time is followed once, and nothing is learnt of it', async () => {
    let asked = 0
    let own = 0
    own = await listening((_, answer) => {
      asked += 1
      const message = 'The bucket you are attempting to access must be addressed using the specified endpoint.'
      const told = `oss-cn-${asked % 2 ? 'qingdao' : 'beijing'}.localhost:${own}`
      answer.writeHead(403)
      answer.end(`<Error><Code>AccessDenied</Code><Message>${message}</Message><Endpoint>${told}</Endpoint></Error>`)
    })
    const oss = createOss({ ...ferry.account, endpoint: `http://oss-cn-hangzhou.localhost:${own}` }, way.send)
    await expect(oss.list({ at: far(), signal })).rejects.toMatchObject({ code: 'AccessDenied' })
    expect([asked, oss.regionOf(far())]).toEqual([2, 'cn-hangzhou'])
  })
})
