import type { SparseObject } from '../src/local-oss/admin/sparseObject.ts'
import { createLocalOss } from '../src/local-oss/server.ts'

/** The local OSS of `server.ts` in this directory: started by it, asked by messages. */
const oss = await createLocalOss({
  dataDir: process.argv[2] ?? '',
  keys: [{ id: 'ak', secret: 'sk' }],
  keepRequests: 0,
})
let peak = 0
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 20).unref()

const tasks: Record<string, (value: unknown) => unknown> = {
  memory: () => ({ peak }),
  sparse: (value) => oss.putSparseObject(value as SparseObject),
  async stop() {
    await oss.close()
    process.disconnect()
  },
}

process.on('message', async ({ name, value }: { name: string; value: unknown }) => {
  const result = await tasks[name]?.(value)
  if (process.connected) process.send?.(result ?? {})
})
process.send?.({ port: await oss.listen(0) })
