import { joined, type Level, levelOf } from '../listing/rows.ts'
import { type Reading, readRanges } from './readRanges.ts'

/** What comes last is all there is. */
export async function* wholeAtLast<Part>(
  parts: AsyncIterable<Part[]>,
  join: (parts: Part[]) => Level,
): AsyncGenerator<Level> {
  let last: Level | undefined
  for await (const all of parts) {
    last = join(all)
    yield last
  }
  if (last) yield { ...last, isWhole: true }
}

/** Reads one level of keys, or everything below, and tells every now and then what it has. */
export async function* readLevel(reading: Reading): AsyncGenerator<Level> {
  yield* wholeAtLast(
    readRanges(reading, (page) => levelOf([page], reading.prefix)),
    joined,
  )
}
