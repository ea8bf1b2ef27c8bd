import type { ErrorCode } from '../errors.ts'
import type { LogEntry } from '../http/requestLog.ts'

/** Which requests go wrong, and how. Without `skip` and `times`: every matching one. */
export type FaultRule = {
  /** Operation names as in the log; absent: all but `Preflight`. */
  op?: string | string[]
  bucket?: string
  /** The whole key, or a pattern. */
  key?: string | RegExp
  partNumber?: number
  /** Lets this many matching requests pass first. */
  skip?: number
  /** Applies to this many requests, then never again. */
  times?: number
  /** Share of matching requests, 0 to 1, drawn from `seed` so that a run can be repeated. */
  rate?: number
  seed?: number
} & FaultEffect

export type FaultEffect = {
  /** Milliseconds before the operation begins. */
  delay?: number
  /** The operation waits for this promise (tests hold a request, look, and let it go). */
  hold?: Promise<unknown>
  /** Runs before the operation, for instance to change the source of a copy. */
  run?: (entry: LogEntry) => Promise<unknown>
  /** Answers this error instead of doing anything. `ok: true` sends it with status 200. */
  error?: { code: ErrorCode; message?: string; headers?: Record<string, string>; ok?: boolean }
  /** Cuts the connection: before the operation, or after its effect is on disk (the answer is lost). */
  reset?: 'before' | 'after'
  /** Never answers; the connection stays open. */
  hang?: 'before' | 'after'
  /** Cuts the connection after this many bytes of the answer's body. */
  truncate?: number
  /** Sends the answer's body at this many bytes/s. */
  throttle?: number
  /** Headers that are added to the answer (`x-oss-qos-delay-time`), or removed from it when the value is undefined. */
  headers?: Record<string, string | undefined>
}

export type Fault = {
  rule: FaultRule
  /** How many requests it was applied to. */
  hits: number
  remove(): void
}

export type Faults = {
  add(rule: FaultRule): Fault
  clear(): void
}

/** The rules in force. `match` picks the first that applies to a request and counts it. */
export function createFaults(): Faults & { match(entry: LogEntry): FaultEffect | undefined } {
  const active: (Fault & { seen: number; draw: () => number })[] = []
  return {
    add(rule) {
      const fault = {
        rule,
        hits: 0,
        seen: 0,
        draw: randomOf(rule.seed ?? 1),
        remove: () => void active.splice(active.indexOf(fault), active.includes(fault) ? 1 : 0),
      }
      active.push(fault)
      return fault
    },
    clear: () => void active.splice(0),
    match(entry) {
      for (const fault of active) {
        const { rule } = fault
        if (!concerns(rule, entry) || fault.hits >= (rule.times ?? Infinity)) continue
        fault.seen += 1
        if (fault.seen <= (rule.skip ?? 0) || (rule.rate !== undefined && fault.draw() >= rule.rate)) continue
        fault.hits += 1
        return rule
      }
      return undefined
    },
  }
}

function concerns({ op, bucket, key, partNumber }: FaultRule, entry: LogEntry): boolean {
  if (op === undefined ? entry.op === 'Preflight' : ![op].flat().includes(entry.op)) return false
  if (bucket !== undefined && bucket !== entry.bucket) return false
  if (typeof key === 'string' ? key !== entry.key : key && !key.test(entry.key)) return false
  return partNumber === undefined || partNumber === entry.partNumber
}

/** A small generator (mulberry32): the same seed gives the same failures. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}
