import { OssError } from '../../oss/errors.ts'
import type { Oss } from '../../oss/types.ts'
import type { AskWorld } from '../types.ts'

const tries = 7
const longestPause = 20_000
const passing = new Set(['RequestTimeout', 'RequestTimeTooSkewed'])

/**
 * One request of the engine: takes a slot, and sends it again while the failure is one that passes. Only for requests that may be
 * repeated; where a lost answer may hide a success the caller looks before it asks again (`once`).
 */
export function ask<T>(
  world: AskWorld,
  account: string,
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
  bytes?: number,
): Promise<T> {
  return withRetry(world, () => once(world, account, request, bytes))
}

/** The same without a second try. `bytes`: how many it moves. */
function once<T>(
  world: AskWorld,
  account: string,
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
  bytes = 0,
): Promise<T> {
  return world.limiter.take(() => request(world.oss(account), world.signal), world.signal, { bytes })
}

/**
 * Runs `work` again, with doubling pauses, while it fails in a way that passes. Rejects with the last failure. While nobody answers
 * anything, it waits for as long as that lasts: a network that is down is no reason to fail.
 */
export async function withRetry<T>(world: AskWorld, work: () => Promise<T>): Promise<T> {
  const began = world.clock.now()
  const isDown = (error: OssError) =>
    (error.kind === 'network' || error.kind === 'gateway') && world.limiter.lastAnswer() < began
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OssError) || !passes(error)) throw error
      if (attempt >= tries && !isDown(error)) throw error
      const delay = pauseBefore(attempt, world.settings.backoff)
      world.report({ is: 'retry', code: error.code, delay })
      await world.clock.pause(delay, world.signal)
      await world.online()
    }
  }
}

/** Whether the same request may succeed later: no answer, or one that says "not now". Never another 4xx. */
export function passes(error: OssError): boolean {
  if (error.kind === 'http') return (error.status ?? 0) >= 500 || error.status === 429 || passing.has(error.code)
  return error.kind === 'network' || error.kind === 'timeout' || error.code === 'UpstreamUnreachable'
}

/** Whether the store may have done what was asked although the caller heard nothing good. */
export function mayHaveHappened(error: unknown): boolean {
  return (
    error instanceof OssError && (passes(error) || error.code === 'NoSuchUpload' || error.code === 'FileAlreadyExists')
  )
}

/** Half to whole of the doubled base, so that requests that failed together don't return together. */
function pauseBefore(attempt: number, base: number): number {
  return Math.min(longestPause, base * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
}
