import { type Clock, systemClock } from '../src/engine/limits/clock.ts'

/** A clock that runs so many times as fast as that of the computer. */
export function fastClock(times: number): Clock {
  const began = Date.now()
  return {
    now: () => began + (Date.now() - began) * times,
    pause: (delay, signal) => systemClock.pause(delay / times, signal),
  }
}
