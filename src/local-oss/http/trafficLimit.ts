import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceContext } from '../context.ts'
import { invalid } from '../metadata.ts'

const NAME = 'x-oss-traffic-limit'
const STEP = 32 * 1024
/** 30 KiB/s and 100 MiB/s, in bits per second. */
const [LEAST, MOST] = [245_760, 838_860_800]

/**
 * The speed that a request asks for itself (header or query `x-oss-traffic-limit`), in bytes per second. Throws InvalidArgument.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/single-connection-bandwidth-throttling
 */
export function readTrafficLimit({ headers, query }: Pick<ServiceContext, 'headers' | 'query'>): number | undefined {
  const given = headers.get(NAME) ?? query.get(NAME)
  if (given === undefined) return undefined
  const bits = /^\d{1,12}$/.test(given) ? Number(given) : 0
  if (bits < LEAST || bits > MOST) throw invalid(NAME, given)
  return bits / 8
}

/** The pieces no faster than so many bytes per second, in steps of 32 KiB; as they are without a limit. */
export async function* limited(pieces: AsyncIterable<Buffer>, bytesPerSecond = Infinity): AsyncGenerator<Buffer> {
  const started = performance.now()
  const step = bytesPerSecond < Infinity ? STEP : Infinity
  let passed = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += step) {
      const part = piece.subarray(at, at + step)
      passed += part.length
      const early = (passed / bytesPerSecond) * 1000 - (performance.now() - started)
      if (early > 1) await sleep(early)
      yield part
    }
  }
}
