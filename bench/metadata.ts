import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Rule, requestOf } from '../src/engine/rules/rule.ts'
import type { Edit, PortableRequest } from '../src/engine/types.ts'
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
 * `npm run bench -- metadata`: one edit of many objects with mixed values, and a rule that is about as many by name, size and headers, by the
 * compiled command: requests per object, and how near the time comes to what as many requests in flight can do at best.
 */
export async function benchMetadata(): Promise<void> {
  compileCommand()
  const dataDir = mkdtempSync(join(tmpdir(), 'ferry-bench-'))
  const own = { accessKeyId: 'bench', accessKeySecret: 'bench' }
  const keepRequests = 20 * OBJECTS
  const store = await createLocalOss({ dataDir, keys: [{ id: 'bench', secret: 'bench' }], keepRequests })
  const endpoint = `http://oss-cn-hangzhou.localhost:${await store.listen(0)}`
  const shop: Shop = { store, key: { ...own, endpoint, region: 'cn-hangzhou' } }
  await fill(shop)
  const place = (key: string) => ({ account: '1', ...bucket, key })
  await measure('an edit of', { do: 'change', sources: [place('many/')], change: {}, edit }, shop)
  await measure('a rule about', requestOf(rule, place('site/'), Date.now()), shop)
  rmSync(dataDir, { recursive: true })
  process.exit(0)
}

const bucket = { region: 'cn-hangzhou', bucket: 'bench' }
const edit: Edit = { headers: { 'Cache-Control': { do: 'set', value: bytesOf('max-age=300') } } }
/** Names and sizes are in the listing; the header of each that is left has to be read. */
const rule: Rule = {
  name: 'Pages',
  names: ['*.html'],
  size: { from: 1024 },
  when: { headers: { 'Cache-Control': { is: 'notFound', pattern: '^max-age=300$' } } },
  edit,
}

/** A tenth of them is as asked already. They are of before: what was changed in this very second is waited for. */
async function fill({ store, key }: Shop): Promise<void> {
  const { send, close } = nodeTransport(AT_ONCE)
  await createOss({ id: '1', name: '1', ...key }, send).putBucket({ bucket, signal: new AbortController().signal })
  await close()
  store.settings.clockOffset = -60_000
  for (let n = 0; n < OBJECTS; n += 1) {
    const headers = { 'cache-control': `max-age=${(n % 10) * 100 + 300}`, 'x-oss-meta-n': String(n) }
    const put = (name: string, size = 1024) =>
      store.putSparseObject({ bucket: bucket.bucket, key: name, size, headers })
    const nth = String(n).padStart(6, '0')
    await put(`many/${nth}`)
    await put(`site/${nth}.html`)
    // Of names and sizes that the rule leaves alone.
    if (n % 10 === 0) await put(`site/${nth}.css`)
    if (n % 10 === 1) await put(`site/${nth}-small.html`, 100)
  }
  store.settings.clockOffset = 0
}

async function measure(what: string, request: PortableRequest, { store, key }: Shop): Promise<void> {
  store.requests.clear()
  store.settings.latency = LATENCY
  const began = performance.now()
  await runPlan(request, { store, key })
  store.settings.latency = 0
  report(what, store.requests.entries.length, (performance.now() - began) / 1000)
}

function report(what: string, requests: number, seconds: number): void {
  const bound = (requests * LATENCY) / 1000 / AT_ONCE
  say(
    [
      `\nmetadata: ${what} ${OBJECTS} objects`,
      `requests       ${requests}, ${(requests / OBJECTS).toFixed(2)} an object`,
      `time           ${seconds.toFixed(1)} s`,
      `bound          ${bound.toFixed(1)} s`,
      `bound / time   ${(bound / seconds).toFixed(2)}`,
    ].join('\n  '),
  )
}
