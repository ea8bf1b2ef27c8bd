import { startFerry } from './startFerry.ts'

/** The server of `fuzz.test.ts` in a process of its own: started by it, asked by messages for the most memory that it had. */
const [page = '', dataDir = '', allowed = ''] = process.argv.slice(2)
const ferry = await startFerry({
  page,
  dataDir,
  port: 0,
  keepRequests: 0,
  keys: [{ id: 'ak', secret: 'sk' }],
  allowHosts: [allowed],
})
let peak = 0
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20).unref()
process.on('message', () => process.send?.({ peak }))
process.on('disconnect', () => void ferry.close().then(() => process.exit(0)))
const { numberUrl, cookie, account } = ferry
process.send?.({ numberUrl, cookie, ossPort: Number(new URL(account.endpoint).port) })
