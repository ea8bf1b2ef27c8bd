import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { nodeTransport } from '../hosts/node/transport.ts'
import { createOss } from './client.ts'
import type { Account } from './types.ts'

/** A store that lies about where its buckets are gets no request signed for another host. */

const { signal } = new AbortController()
const way = nodeTransport(2)
const servers: Server[] = []
afterAll(async () => {
  await way.close()
  for (const server of servers) server.close()
})

async function listening(answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const bucketIn = (place: string, name = 'home') =>
  `<Bucket><Name>${name}</Name><CreationDate>2026-01-01T00:00:00.000Z</CreationDate>${place}<StorageClass>Standard</StorageClass></Bucket>`

test.each([
  'x.localhost:PORT/',
  'x.localhost:PORT#',
  'x.localhost:PORT?',
  '@localhost:PORT/',
  'x@oss.localhost:PORT/',
  'a\nb',
  '../x',
  '',
])('a region called %j', async (lie) => {
  const asked: (string | undefined)[] = []
  const elsewhere = await listening(({ url }, answer) => {
    asked.push(url)
    answer.end()
  })
  const told = lie.replace('PORT', String(elsewhere))
  const store = await listening((_, answer) =>
    answer.end(
      `<ListAllMyBucketsResult><Buckets>${bucketIn(`<Location>oss-${told}</Location>`)}${bucketIn(`<Region>${told}</Region>`)}${bucketIn('<Region>cn-hangzhou</Region>', told)}</Buckets></ListAllMyBucketsResult>`,
    ),
  )
  const account: Account = {
    ...{ id: 'me', name: 'me', accessKeyId: 'id', accessKeySecret: 'secret', region: 'cn-hangzhou' },
    endpoint: `http://oss-cn-hangzhou.localhost:${store}`,
  }
  const oss = createOss(account, way.send)
  for (const { name, region } of await oss.listBuckets({ signal })) {
    const at = { account: 'me', region, bucket: name, key: '' }
    await expect(oss.list({ at, signal })).rejects.toMatchObject({ code: 'UnexpectedAnswer' })
    await expect(oss.signUrl({ at: { ...at, key: 'a' }, seconds: 60 })).rejects.toMatchObject({
      code: 'UnexpectedAnswer',
    })
  }
  expect(asked).toEqual([])
})
