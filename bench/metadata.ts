import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Edit } from '../src/engine/types.ts'
import { nodeTransport } from '../src/hosts/node/transport.ts'
import { createLocalOss } from '../src/local-oss/server.ts'
import { createOss } from '../src/oss/client.ts'
import { bytesOf } from '../src/oss/headerBytes.ts'
import { AT_ONCE, compileCommand, runPlan, type Shop } from './command.ts'
import { say } from './ferryPage.ts'

const OBJECTS = Number(process.env.MANY ?? 10_000)
/** ms of each answer; low enough that the time is the network's and not this computer's. */
const LATENCY = 100

/**
 * `npm run bench -- metadata`: one edit of many objects with mixed values, by the compiled command: requests per object, and how near the
 * time comes to what as many requests in flight can do at best.
 */
export async function benchMetadata(): Promise<void> {
  compileCommand()
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-bench-'))
  const own = { accessKeyId: 'bench', accessKeySecret: 'bench' }
  const keepRequests = 20 * OBJECTS
  const store = await createLocalOss({ dataDir, keys: [{ id: 'bench', secret: 'bench' }], keepRequests })
  const endpoint = `http://oss-cn-hangzhou.localhost:${await store.listen(0)}`
  const key = { ...own, endpoint, region: 'cn-hangzhou' }
  await fill({ store, key })
  store.requests.clear()
  store.settings.latency = LATENCY
  const began = performance.now()
  await runPlan({ do: 'change', sources: [{ account: '1', ...place, key: 'many/' }], change: {}, edit }, { store, key })
  report(store.requests.entries.length, (performance.now() - began) / 1000)
  rmSync(dataDir, { recursive: true })
  process.exit(0)
}

const place = { region: 'cn-hangzhou', bucket: 'bench' }
const edit: Edit = { headers: { 'Cache-Control': { do: 'set', value: bytesOf('max-age=300') } } }

/** A tenth of them is as asked already. They are of before: what was changed in this very second is waited for. */
async function fill({ store, key }: Shop): Promise<void> {
  const { send, close } = nodeTransport(AT_ONCE)
  await createOss({ id: '1', name: '1', ...key }, send).putBucket({
    bucket: place,
    signal: new AbortController().signal,
  })
  await close()
  store.settings.clockOffset = -60_000
  for (let n = 0; n < OBJECTS; n += 1) {
    const headers = { 'cache-control': `max-age=${(n % 10) * 100 + 300}`, 'x-oss-meta-n': String(n) }
    await store.putSparseObject({
      bucket: place.bucket,
      key: `many/${String(n).padStart(6, '0')}`,
      size: 1024,
      headers,
    })
  }
  store.settings.clockOffset = 0
}

function report(requests: number, seconds: number): void {
  const bound = (requests * LATENCY) / 1000 / AT_ONCE
  say(
    [
      `\nmetadata: an edit of ${OBJECTS} objects`,
      `requests       ${requests}, ${(requests / OBJECTS).toFixed(2)} an object`,
      `time           ${seconds.toFixed(1)} s`,
      `bound          ${bound.toFixed(1)} s`,
      `bound / time   ${(bound / seconds).toFixed(2)}`,
    ].join('\n  '),
  )
}
