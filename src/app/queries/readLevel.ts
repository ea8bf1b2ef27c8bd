import { joined, type Level, levelOf } from '../listing/rows.ts'
import { type Reading, readRanges } from './readRanges.ts'

/** Reads one level of keys, or everything below, and tells every now and then what it has. */
export async function* readLevel(reading: Reading): AsyncGenerator<Level> {
  for await (const levels of readRanges(reading, (page) => levelOf([page], reading.prefix))) yield joined(levels)
}
