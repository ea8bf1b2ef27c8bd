import { joinLevels, type Level, levelOf } from '../listing/rows.ts'
import { type ReadOptions, readRanges } from './readRanges.ts'

/** What comes last is all there is. */
export async function* cumulativeLevels<Part>(
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
export async function* readLevel(reading: ReadOptions): AsyncGenerator<Level> {
  yield* cumulativeLevels(
    readRanges(reading, (page) => levelOf([page], reading.prefix)),
    joinLevels,
  )
}
