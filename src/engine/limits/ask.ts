import { isBusy, OssError } from '../../oss/errors.ts'
import { isNoAccess } from '../../oss/noAccess.ts'
import { isNoConnection, isNotTrusted } from '../../oss/noConnection.ts'
import { onAbort } from '../../oss/onAbort.ts'
import type { Oss, Ref } from '../../oss/types.ts'
import type { AskWorld } from '../ctx.ts'
import { delayOf, isThrottling } from './limiter.ts'

/** The bucket that a request is about, and the account that asks. */
export type Where = Pick<Ref, 'account' | 'region' | 'bucket'>

/** How often what fails is tried, and the longest pause before the next try in ms. */
type Bound = { tries: number; longestPause: number }

/** The store has a fault, or answers one request never although it answers others. */
const faulty: Bound = { tries: 7, longestPause: 20_000 }
/** Nobody hears anything: waited for as long as it lasts, and looked for often. */
const silent: Bound = { tries: faulty.tries, longestPause: 5_000 }
/** The limiter sends less; the next try is soon, so that the end is noticed. Of every two, half succeed: 30 in a row are no chance. */
const throttled: Bound = { tries: 30, longestPause: 1_000 }
/** So often one may be refused by chance alone: of every two, one of 4000 is. */
const byChance = 12

/**
 * One request of the engine: takes a slot, and sends it again while the failure is one that passes. Only for requests that may be
 * repeated; where a lost answer may hide a success the caller looks before it asks again (`askOnce`).
 * @throws OssError when it is refused for good, or fails as often as its kind of failure may; the signal's reason when it was stopped.
 */
export function ask<T>(
  world: AskWorld,
  at: Where,
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
  bytes?: number,
): Promise<T> {
  return withRetry(world, () => askOnce(world, at, request, bytes))
}

/**
 * The same without a second try. `bytes`: how many it moves.
 * @throws OssError, or the signal's reason when it was stopped.
 */
export function askOnce<T>(
  world: AskWorld,
  at: Where,
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
  bytes = 0,
): Promise<T> {
  return sendInTurn(world, at, () => request(world.oss(at.account), world.signal), bytes)
}

/**
 * Sends when the limiter has a place for the bucket. What got no answer is looked into, so that `concernsRequest` can tell.
 * @throws what `send` throws, or the signal's reason when it was stopped before its turn.
 */
export async function sendInTurn<T>(world: AskWorld, at: Where, send: () => Promise<T>, bytes: number): Promise<T> {
  const { limiter, signal } = world
  const { account, bucket } = at
  try {
    return await limiter.take(send, signal, { bytes, at: { account, bucket } })
  } catch (error) {
    const isLost = error instanceof OssError && isSilence(error)
    if (isLost && !signal.aborted && isDoubtful(error, limiter.silences(at))) await knock(world, at)
    throw error
  }
}

/** What took too long may be slow by itself, and what got no answer twice may be the only one that gets none. */
function isDoubtful({ kind }: OssError, silences: number): boolean {
  return kind === 'timeout' || silences > 1
}

/** ms: it is a line of a listing. */
const knockTimeout = 10_000

/** Asks for something small: whether that is answered tells a network that is down from a request that never gets an answer. */
async function knock({ limiter, oss, signal }: AskWorld, at: Where): Promise<void> {
  const look = () => oss(at.account).list({ at: { ...at, key: '' }, limit: 1, timeout: knockTimeout, signal })
  // What it is answered does not matter: the limiter notes that it was. A stop is seen by who waits for the request itself.
  await limiter.take(look, signal, { at: { account: at.account, bucket: at.bucket } }).catch(() => {})
}

/**
 * Runs `work` again, with doubling pauses, while it fails in a way that passes. A try counts only if others were served meanwhile: while
 * nobody is answered, or all are throttled, it waits for as long as that lasts. A stop ends it at once.
 * @throws the last failure, or the signal's reason when it was stopped.
 */
export async function withRetry<T>(world: AskWorld, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1, counted = 0; ; attempt++) {
    const began = world.clock.now()
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof OssError) || !isTransient(error) || wasNeverTrusted(error, world)) throw error
      const bound = boundOf(error)
      if (concernsRequest(error, began, world)) counted++
      if (counted >= bound.tries) throw error
      const delay = Math.max(delayOf(error), pauseAfter(error, attempt, world))
      world.report({ is: 'retry', code: error.code, delay })
      await world.clock.pause(delay, world.signal)
      await unlessStopped(world.online(), world.signal)
    }
  }
}

/** Who was answered before is behind a stranger's network for now, and waits; else it is an endpoint that won't do, and a person has to hear it. */
function wasNeverTrusted({ code, bucket }: OssError, { limiter }: AskWorld): boolean {
  return isNotTrusted(code) && !(limiter.lastAnswer(bucket) > 0)
}

function boundOf(error: OssError): Bound {
  if (isSilence(error) || isNoAccess(error.code)) return silent
  return isThrottling(error) ? throttled : faulty
}

/** Whether a failure says something of the request that began then, since others of its bucket were served after that. */
export function concernsRequest(error: OssError, began: number, { limiter }: Pick<AskWorld, 'limiter'>): boolean {
  if (isNoAccess(error.code)) return false
  if (isSilence(error)) return limiter.lastAnswer(error.bucket) > began
  return !isThrottling(error) || limiter.lastSuccess(error.bucket) > began
}

/** No answer of the store came. */
function isSilence({ kind, code }: OssError): boolean {
  return kind === 'network' || kind === 'timeout' || code === 'UpstreamUnreachable' || isNoConnection(code)
}

/** Answers of the store that the same request will get again, though they are of its server errors. */
const lasting = new Set([501, 505])

/** Whether the same request may succeed later: no answer, one that says "not now", or a gateway that asks for a token first. Never another 4xx. */
export function isTransient(error: OssError): boolean {
  if (error.kind !== 'http') return isSilence(error) || isNoAccess(error.code)
  const { status = 0 } = error
  return status === 429 || error.code === 'RequestTimeout' || (status >= 500 && !lasting.has(status))
}

/** Whether the store may have done what was asked although the caller heard nothing good. */
export function mayHaveHappened(error: unknown): boolean {
  if (!(error instanceof OssError)) return false
  if (error.code === 'NoSuchUpload' || error.code === 'FileAlreadyExists') return true
  return isTransient(error) && !wasTurnedAway(error)
}

/**
 * Refused at the door, before anything was done. Without a code a 503 may come from anything between here and the store, and
 * ServiceUnavailable from anywhere in it, unless it says that no thread was free to begin.
 * @see https://help.aliyun.com/zh/oss/user-guide/limits
 */
function wasTurnedAway(error: OssError): boolean {
  if (isNoAccess(error.code)) return true
  if (!isThrottling(error)) return false
  return error.code === 'ServiceUnavailable' ? /thread pool/i.test(error.message) : isBusy(error.code)
}

/**
 * Half to whole of the doubled base, so that requests that failed together don't return together. Where the bucket takes others, the limiter
 * alone says when: doubled pauses would leave the few that were refused often behind, for some seconds after all others.
 */
function pauseAfter(error: OssError, attempt: number, { settings, clock, limiter }: AskWorld): number {
  const { longestPause } = boundOf(error)
  const takesOthers = clock.now() - limiter.lastSuccess(error.bucket) <= longestPause
  const isByChance = isThrottling(error) && takesOthers && attempt <= byChance
  const pause = isByChance ? settings.backoff / 4 : Math.min(longestPause, settings.backoff * 2 ** (attempt - 1))
  return pause * (0.5 + Math.random() / 2)
}

function unlessStopped(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const stay = onAbort(signal, () => reject(signal.reason))
    work.then(resolve, reject).finally(stay)
  })
}
