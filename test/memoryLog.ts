import { joined, type Log } from '../src/engine/jobs/journal/log.ts'

/** A log in memory: what was appended is there when its promise resolves, also for who opens it anew. */
export function memoryLog(
  bytes: Uint8Array = new Uint8Array(),
): Log & { bytes: () => Uint8Array; fail: (times: number) => void } {
  let kept = bytes
  let failures = 0
  return {
    bytes: () => kept,
    /** The next appends write a half and fail, as a full disk does. */
    fail: (times) => {
      failures = times
    },
    size: () => kept.length,
    async append(added) {
      const fails = failures > 0
      if (fails) failures--
      kept = joined(kept, fails ? added.subarray(0, added.length / 2) : added)
      if (fails) throw new Error('no space left')
    },
    read: async (from, to) => kept.slice(from, to),
    async truncate(size) {
      kept = kept.slice(0, size)
    },
  }
}
