/**
 * How plain files get from the page that a person gave them to, to the tab that runs the jobs. A browser takes a fifth of a ms and more to
 * hand over one file, so they are asked for and handed over some at a time, and the page stays free in between.
 */

import { browserAtRest } from './browserAtRest.ts'
import type { Chosen, NamedFile } from './chosen.ts'
import { fileMessageIn } from './messages.ts'
import { createTimeSlice } from './yieldToPage.ts'

/** `of`: what the page holds; what was chosen afresh meanwhile is another. `from`: the files before it are there. */
type Want = { is: 'want'; job: string; from: number; of?: string }
type Piece = { is: 'piece'; job: string; from: number; of: string; left: number; chosen: Chosen }
type Message = Want | Piece

/** `since`: ms, when it was chosen. */
type Held = { id: string; chosen: Chosen; since: number }

/** Files in one message, or one record. */
export const filesAtOnce = 50
/** ms until nobody is believed to have the files, or the next of them. */
const answerWithin = 2000
/**
 * ms for which the browser must be at rest before the first files are handed over, and that it is given to come to it, for one answer and
 * since the files were chosen. One that is busy for longer is asked all the same.
 */
const rest = { first: 150, withinAnswer: 500, withinAll: 10_000 }
const channelName = 'oss-ferry-files'
const held = new Map<string, Held>()
let channel: BroadcastChannel | undefined

/** From now on this page answers for the job, for as long as it lives. */
export function offerFiles(job: string, chosen: Chosen): void {
  held.set(job, { id: crypto.randomUUID(), chosen, since: performance.now() })
  theChannel()
}

/** What this page itself has for a job. */
export function offeredFor(job: string): Chosen | undefined {
  return held.get(job)?.chosen
}

export function withdrawFiles(job: string): void {
  held.delete(job)
}

/** What another tab has for a job; undefined if none has all of it. */
export async function askOtherTabs(job: string): Promise<Chosen | undefined> {
  const files: NamedFile[] = []
  let want: Want = { is: 'want', job, from: 0 }
  let first: Chosen | undefined
  for (let left = 1; left > 0; ) {
    const piece = await answerTo(want)
    if (!piece) return undefined
    first ??= piece.chosen
    files.push(...filesOf(piece.chosen))
    left = piece.left
    want = { ...want, of: piece.of, from: files.length }
  }
  return first?.is === 'sources' ? { ...first, files } : first
}

function answerTo(want: Want): Promise<Piece | undefined> {
  return new Promise((resolve) => {
    const hear = ({ data }: MessageEvent) => {
      const message = fileMessageIn<Message>(data)
      if (message?.is === 'piece' && isAnswer(message, want)) end(message)
    }
    const end = (piece?: Piece) => {
      clearTimeout(timer)
      theChannel().removeEventListener('message', hear)
      resolve(piece)
    }
    const timer = setTimeout(end, answerWithin)
    theChannel().addEventListener('message', hear)
    theChannel().postMessage(want)
  })
}

function isAnswer({ job, from, of }: Piece, want: Want): boolean {
  return job === want.job && from === want.from && (want.of === undefined || want.of === of)
}

function theChannel(): BroadcastChannel {
  if (channel) return channel
  const opened = new BroadcastChannel(channelName)
  opened.addEventListener('message', ({ data }) => {
    const message = fileMessageIn<Message>(data)
    const own = message?.is === 'want' ? held.get(message.job) : undefined
    if (message?.is === 'want' && own && (message.of ?? own.id) === own.id) void answer(opened, own, message)
  })
  channel = opened
  return opened
}

/** As long as the browser is busy a piece has no files: whoever asks knows that they are here, and asks again. */
async function answer(to: BroadcastChannel, own: Held, want: Want): Promise<void> {
  const isEarly = performance.now() - own.since < rest.withinAll
  const isBusy =
    isEarly && !(await browserAtRest(filesOf(own.chosen).length, want.from === 0 ? rest.first : 0, rest.withinAnswer))
  to.postMessage(pieceOf(own, want, isBusy))
}

function pieceOf({ id, chosen }: Held, { job, from }: Want, isBusy: boolean): Piece {
  const all = filesOf(chosen)
  const files = isBusy ? [] : all.slice(from, reachedFrom(all, from))
  const left = Math.max(0, all.length - from - files.length)
  return { is: 'piece', job, from, of: id, left, chosen: chosen.is === 'sources' ? { ...chosen, files } : chosen }
}

/**
 * How far a page gets in a moment. Where files come from a field, the browser looks at each when it is first asked for its size, and to hand
 * one over it must: that is what takes long.
 */
function reachedFrom(all: NamedFile[], from: number): number {
  const { isOver } = createTimeSlice()
  const to = Math.min(all.length, from + filesAtOnce)
  let at = from
  do void all[at++]?.file?.size
  while (at < to && !isOver())
  return Math.min(at, to)
}

const filesOf = (chosen: Chosen) => (chosen.is === 'sources' ? chosen.files : [])
