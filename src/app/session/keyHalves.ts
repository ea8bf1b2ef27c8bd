/** The half that the gateway holds of what opens a kept session. */
import { findWay } from '../../oss/direct/way.ts'
import { type Bytes, base64, bytes, random } from './sealing.ts'

export type KeyHalf = {
  name: string
  half: Bytes
  /** How long the gateway holds it when no page asks. */
  minutes: number
}

/** Minutes: of a session that ends with its tabs, and of one that is to be kept. */
export const untilForgotten = { tab: 15, kept: 30 * 24 * 60 }
/** ms; several times in the shortest. */
const askEvery = 4 * 60_000

const ours = new Map<string, KeyHalf>()

/** @throws Error where no gateway holds it */
export async function newKeyHalf(minutes: number): Promise<KeyHalf> {
  if ((await findWay()) === 'direct') throw new Error('No gateway serves this page')
  const name = base64(random(16)).slice(0, 22).replaceAll('+', '-').replaceAll('/', '_')
  const made = { name, half: random(32), minutes }
  await hold(made)
  ours.set(name, made)
  return made
}

/** Undefined if the gateway has it no more: it was started anew, or nobody had asked for too long. */
export async function keyHalfOf(name: string, minutes: number): Promise<KeyHalf | undefined> {
  const known = ours.get(name)
  if (known) return known
  const response = await fetch(pathOf(name))
  if (!response.ok) return undefined
  const found = { name, half: bytes((await response.json()).half), minutes }
  await hold(found)
  ours.set(name, found)
  return found
}

/** Of this page, all but the named; the gateway's is another matter. */
export function dropKeyHalves(but: string[] = []): void {
  for (const name of ours.keys()) if (!but.includes(name)) ours.delete(name)
}

/** A gateway that does not answer has ended, and what it held with it: that is no reason to stay signed in. */
export async function forgetKeyHalf(name: string): Promise<void> {
  ours.delete(name)
  await fetch(pathOf(name), { method: 'DELETE' }).catch(() => {})
}

async function hold(half: KeyHalf): Promise<void> {
  const body = JSON.stringify({ half: base64(half.half), minutes: half.minutes })
  const { ok, status } = await fetch(pathOf(half.name), { method: 'PUT', body })
  if (!ok) throw new Error(`The gateway does not hold the half (${status})`)
}

function pathOf(name: string): string {
  return `/session-half/${name}`
}

/** As long as a page is open its session is: also over a restart of the gateway. */
export function holdKeyHalves(): void {
  // A gateway that is gone for a moment is asked again next time.
  for (const half of ours.values()) void hold(half).catch(() => {})
}

setInterval(holdKeyHalves, askEvery)
