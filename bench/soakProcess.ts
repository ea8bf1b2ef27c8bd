import { readdirSync } from 'node:fs'
import { startFerry } from '../src/gateway/startFerry.ts'

/** The server of `soak.ts` in a process of its own, which tells by message what it has: bytes of memory after a collection, descriptors. */
const [page = '', dataDir = ''] = process.argv.slice(2)
const ferry = await startFerry({ page, dataDir, port: 0, keepRequests: 0, keys: [{ id: 'ak', secret: 'sk' }] })
const tasks: Record<string, () => unknown> = {
  async reading() {
    globalThis.gc?.()
    const { rss: memory, heapUsed: heap } = process.memoryUsage()
    // Linux alone tells it.
    const descriptors = process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0
    return { memory, heap, descriptors }
  },
  async stop() {
    await ferry.close()
    process.disconnect()
  },
}
process.on('message', async (name: string) => {
  const answer = await tasks[name]?.()
  if (process.connected) process.send?.(answer ?? {})
})
const { numberUrl, cookie, account } = ferry
process.send?.({ numberUrl, cookie, ossPort: Number(new URL(account.endpoint).port), pid: process.pid })
