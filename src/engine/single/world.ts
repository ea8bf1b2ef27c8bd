/** What one write needs of the world for which a person waits: no job, no journal, and an end to every wait. */
import { OssError } from '../../oss/errors.ts'
import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { createWorld, type Resources } from '../world.ts'

/** Runs `work` when nothing else of this host writes to that key. OSS itself has no write that is bound to what stands at its target. */
export type Exclusively = <T>(at: Ref, work: () => Promise<T>) => Promise<T>
export type SingleWorld = PlanWorld & { alone: Exclusively }

/** How long is looked before and after a write, in ms. The write itself ends by the time limit of its call. */
const patience = 30_000

/** The world of one write. `patience`: how long its looks may take, in ms. */
export function createSingleWorld(
  resources: Resources,
  { oss, alone }: { oss: PlanWorld['oss']; alone: Exclusively },
): SingleWorld {
  const late = () => endingAfter(patience, resources)
  const finishing = {
    writes: new AbortController().signal,
    get looks() {
      return late()
    },
  }
  return { ...createWorld(resources, { oss, signal: late(), report: () => {} }), finishing, alone }
}

function endingAfter(delay: number, { clock }: Resources): AbortSignal {
  const end = new AbortController()
  const never = new AbortController().signal
  void clock.pause(delay, never).then(() => end.abort(unanswered()))
  return end.signal
}

function unanswered(): OssError {
  const message = 'OSS did not answer in time'
  return new OssError({ kind: 'timeout', code: 'RequestTimeout', operation: '', resource: '', message })
}
