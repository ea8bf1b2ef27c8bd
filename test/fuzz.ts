/** What the tests that send nonsense share: chance that is the same in every run, lanes side by side, and bytes on a connection. */
import { connect } from 'node:net'

export type Chance = {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from 0 to below `most`. */
  below(most: number): number
  pick<T>(values: readonly T[]): T
}

/** The same numbers for the same seed. */
export function chanceOf(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return { next, below, pick: <T>(values: readonly T[]) => values[below(values.length)] as T }
}

/** Does `one` so many times, `lanes` of them at a time. */
export async function inLanes(count: number, lanes: number, one: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let index = next++; index < count; index = next++) await one(index)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** `resets`: the connection is cut as soon as the bytes are written; else only our half is closed. `within`: ms. */
type Talk = { port: number; bytes: string; resets?: boolean; within: number }

/** Sends bytes (latin1) as they are. Resolves with all that came back when the connection is over, or with undefined when it is not in time. */
export function talk({ port, bytes, resets, within }: Talk): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.setEncoding('latin1')
    socket.setTimeout(within, () => {
      socket.destroy()
      resolve(undefined)
    })
    socket.on('data', (chunk) => {
      heard += chunk
    })
    socket.on('error', () => resolve(heard))
    socket.on('close', () => resolve(heard))
    socket.on('connect', () => {
      if (!resets) socket.end(bytes, 'latin1')
      else {
        socket.write(bytes, 'latin1')
        socket.resetAndDestroy()
      }
    })
  })
}
