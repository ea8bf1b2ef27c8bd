import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { buildPage } from '../src/gateway/buildPage.ts'
import { startFerryProcess } from '../test/ferryProcess.ts'
import { flood } from '../test/hostileTraffic.ts'

/**
 * `npm run bench -- soak [REQUESTS]`: an hour's traffic in some minutes, right and hostile, 300 000 requests and 2000 sockets unless said
 * otherwise. After a warm-up memory and descriptors must stay what they are. Ends with 1 when they don't. Needs Linux.
 */
const requests = Number(argv[3] ?? 300_000)
const rounds = 5
const limits = { memory: 1.2, descriptors: 20 }

const say = (line: string) => stdout.write(`${line}\n`)
const ferry = await startFerryProcess(await buildPage(join(import.meta.dirname, '..'), say))
const round = (seed: number) =>
  flood(ferry, { requests: requests / rounds, sockets: Math.min(400, requests / rounds), seed })
/** A connection that is kept for a next request ends some seconds later. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 6000))

await round(1)
await settle()
const before = ferry.takes()
let hung = 0
for (let n = 1; n < rounds; n += 1) {
  const ends = await round(n + 1)
  hung += ends.hung
  const { memory, descriptors } = ferry.takes()
  say(`  round ${n}: ${JSON.stringify(ends)}, ${(memory / 1024 ** 2).toFixed(0)} MiB, ${descriptors} descriptors`)
}
await settle()
const after = ferry.takes()
const growth = after.memory / before.memory
const leaked = after.descriptors - before.descriptors
const isHeld = ferry.isAlive() && hung === 0 && growth <= limits.memory && leaked <= limits.descriptors
say(
  `${isHeld ? ' ' : '!'} memory ${growth.toFixed(2)} of what it was (at most ${limits.memory}), ${leaked} descriptors more (at most ${limits.descriptors}), ${hung} hung`,
)
await ferry.stop()
exit(isHeld ? 0 : 1)
