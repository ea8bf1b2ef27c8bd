import { exitCodes } from './exitCodes.ts'

/** The first Ctrl+C lets what is in flight come to a known end; the second ends at once, which the journal bears too. */
export function stopSignal(): { signal: AbortSignal; drop: () => void } {
  const stop = new AbortController()
  const heard = () => {
    if (stop.signal.aborted) process.exit(exitCodes.stopped)
    stop.abort(new Error('stopped'))
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const name of signals) process.on(name, heard)
  const drop = () => {
    for (const name of signals) process.off(name, heard)
  }
  return { signal: stop.signal, drop }
}
