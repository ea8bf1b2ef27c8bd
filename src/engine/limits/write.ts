import { OssError } from '../../oss/errors.ts'
import { onAbort } from '../../oss/onAbort.ts'
import type { Oss } from '../../oss/types.ts'
import type { AskWorld, Ctx, PlanWorld, StopSignals } from '../ctx.ts'
import { sendInTurn, type Where } from './ask.ts'
import type { Clock } from './clock.ts'

/**
 * One request that changes something, without a second try. A stop that comes while it waits for its place ends it; once it is sent, its
 * answer is waited for, for as long as `finishing` says. `bytes`: how many it moves.
 * @throws OssError of the kind `timeout` where a stop gave up on the answer: what was asked may have happened.
 */
export function write<T>(
  ctx: AskWorld & Pick<Ctx, 'finishing'>,
  at: Where,
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
  bytes = 0,
): Promise<T> {
  const { writes } = ctx.finishing
  const send = async () => {
    try {
      return await request(ctx.oss(at.account), writes)
    } catch (error) {
      throw writes.aborted && !(error instanceof OssError) ? unanswered(error) : error
    }
  }
  return sendInTurn(ctx, at, send, bytes)
}

/**
 * The same for what only its answer gives a name: that is waited for, as long as the request may take, whoever wants to stop.
 * @throws OssError
 */
export function writeToTheEnd<T>(
  ctx: AskWorld,
  at: Where,
  request: (oss: Oss, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const never = new AbortController().signal
  return sendInTurn(ctx, at, () => request(ctx.oss(at.account), never), 0)
}

/** The same world for the looks that belong to a write: a stop leaves them some time. */
export function withLookSignal<W extends Pick<PlanWorld, 'signal' | 'finishing'>>(world: W): W {
  return { ...world, signal: world.finishing.looks }
}

/** How a stop lets what is under way come to an end. */
export function stopSignalsOf(
  stop: AbortSignal,
  { clock, settings }: { clock: Clock; settings: Pick<PlanWorld['settings'], 'settle'> },
): StopSignals {
  return { writes: after(stop, settings.settle, clock), looks: after(stop, 2 * settings.settle, clock) }
}

/** Aborted `delay` ms after the stop, with its reason. */
function after(stop: AbortSignal, delay: number, clock: Clock): AbortSignal {
  const late = new AbortController()
  const never = new AbortController().signal
  onAbort(stop, () => void clock.pause(delay, never).then(() => late.abort(stop.reason)))
  return late.signal
}

function unanswered(cause: unknown): OssError {
  const message = 'The job was stopped before the answer came'
  return new OssError({ kind: 'timeout', code: 'RequestTimeout', operation: '', resource: '', message, cause })
}
