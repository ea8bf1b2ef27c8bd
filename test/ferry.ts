import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGateway } from '../src/gateway/gateway.ts'
import { mostHeaderBytes } from '../src/gateway/upstream.ts'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import type { AccessKey } from '../src/local-oss/access/accessKeys.ts'
import { createLocalOss, type LocalOss } from '../src/local-oss/server.ts'
import { createCall } from '../src/oss/call.ts'
import { createOss } from '../src/oss/client.ts'
import type { Account, Oss, Ref } from '../src/oss/types.ts'
import type { Transport } from '../src/oss/wire.ts'
import { throughGateway } from './gatewayTransport.ts'

/** A local OSS and a gateway of their own for one test file, reached through the adapter that the page uses. */
export type Ferry = {
  store: LocalOss
  oss: Oss
  /** The store as another account sees it, which may use `far` only. */
  other: Oss
  account: Account
  /** The way of `oss` to the store. */
  transport: Transport
  /** Makes an append-type object. */
  append: (at: Ref, body: string) => Promise<void>
  gateway: Gateway
  close: () => Promise<void>
}

/** `stop` cuts every connection, as a process that is killed; `start` listens again at the same port. */
type Gateway = { port: number; stop: () => Promise<void>; start: () => Promise<void> }

const otherKey: AccessKey = {
  id: 'other-id',
  secret: 'other-secret',
  policy: [{ effect: 'Allow', actions: ['oss:*'], resources: ['far', 'far/*'] }],
}
const GiB = 1024 ** 3

type Means = { folder?: string; isDirect?: true }
/** For thousands of short runs: a store in memory, where the machine allows it, that is reached without the gateway. */
export const besideTheGateway: Means = {
  folder: existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
  isDirect: true,
}

/** Buckets `home` and `away` in cn-hangzhou, `far` in cn-qingdao; `home/large` has 6 GiB that take no disk. */
export async function startFerry(means: Means = {}): Promise<Ferry> {
  const dataDir = mkdtempSync(join(means.folder ?? tmpdir(), 'ferry-'))
  const keys = [{ id: 'test-id', secret: 'test-secret' }, otherKey]
  // Public objects are among what is copied here; the tests of the block switch it on.
  const store = await createLocalOss({ dataDir, keys, blockPublicAccess: false })
  const port = await store.listen(0)
  const gateway = await startGateway(port)
  const url = `http://127.0.0.1:${gateway.port}/gateway`
  const account: Account = {
    id: 'me',
    name: 'me',
    accessKeyId: 'test-id',
    accessKeySecret: 'test-secret',
    region: 'cn-hangzhou',
    endpoint: `http://oss-cn-hangzhou.localhost:${port}`,
  }
  const direct = nodeTransport(16)
  const transport = means.isDirect ? direct.send : throughGateway(url)
  const oss = createOss(account, transport)
  const { id: accessKeyId, secret: accessKeySecret } = otherKey
  const other = createOss({ ...account, id: 'other', accessKeyId, accessKeySecret }, transport)
  await fill(store, oss)
  return {
    store,
    account,
    transport,
    oss,
    other,
    gateway,
    append: (at, body) => append({ account, transport }, at, body),
    async close() {
      await direct.close()
      await gateway.stop()
      await store.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

export async function append(
  { account, transport }: Pick<Ferry, 'account' | 'transport'>,
  { region, bucket, key }: Ref,
  body: string,
): Promise<void> {
  const sub = { append: '', position: '0' }
  const { signal } = new AbortController()
  const call = createCall(account, transport)
  await call({ operation: 'AppendObject', method: 'POST', region, bucket, key, sub, body, signal })
}

async function startGateway(ossPort: number): Promise<Gateway> {
  const { handle, upgrade, close } = createGateway({ allowHosts: [`*.localhost:${ossPort}`] })
  const server = createServer({ maxHeaderSize: mostHeaderBytes }, handle).on('upgrade', upgrade)
  server.maxHeadersCount = 0
  let port = 0
  const start = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }
  await start()
  const stop = async () => {
    close()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return { port, stop, start }
}

async function fill(store: LocalOss, oss: Oss) {
  const { signal } = new AbortController()
  await oss.putBucket({ bucket: { bucket: 'home', region: 'cn-hangzhou' }, signal })
  await oss.putBucket({ bucket: { bucket: 'away', region: 'cn-hangzhou' }, signal })
  await oss.putBucket({ bucket: { bucket: 'far', region: 'cn-qingdao' }, signal })
  await store.putSparseObject({
    bucket: 'home',
    key: 'large',
    size: 6 * GiB,
    seed: 1,
    headers: {
      'content-type': 'video/mp4',
      'cache-control': 'max-age=60',
      'content-language': 'zh-CN',
      'x-oss-meta-author': Buffer.from('李白').toString('latin1'),
    },
  })
  const large = { account: 'me', region: 'cn-hangzhou', bucket: 'home', key: 'large' }
  const tags = [
    { key: 'k', value: 'v' },
    { key: 'k2', value: 'v 2' },
  ]
  await oss.putTags({ at: large, tags, signal })
}
