import { is, literal, object, string, variant } from 'valibot'
import type { Source } from '../../engine/types.ts'
import { sourceShapes } from '../requests/sourceShape.ts'

/**
 * What a drag of rows carries for other tabs. Any page may put something of this type into a drag, so it is a token and names no objects: what is
 * dragged is told by its tab, on a channel that only this origin has.
 */
export const rowsType = 'application/x-oss-ferry-rows'

/** The sources are made up when another tab asks. */
type Offer = { token: string; sources: () => Source[] }
type Told = { token: string; sources: Source[] }

const said = variant('say', [
  object({ say: literal('what') }),
  object({ say: literal('this'), token: string(), sources: sourceShapes }),
])

let offer: Offer | undefined
/** Of the last drag of this tab: its drop may be told after its end. */
let ownToken: string | undefined
let isAnswering = false

/** Rows of this tab are dragged; until `takeBack` other tabs are told which. Returns the token for them. */
export function offerRows(sources: () => Source[]): string {
  ownToken = crypto.randomUUID()
  offer = { token: ownToken, sources }
  if (!isAnswering) answer()
  isAnswering = true
  return ownToken
}

/** The drag has ended, wherever. */
export function takeBack(): void {
  offer = undefined
}

/** Whether what is dragged over this tab, or dropped on it, is its own. */
export function isOwnDrag(data: Pick<DataTransfer, 'getData'> | null): boolean {
  return offer !== undefined || (ownToken !== undefined && data?.getData(rowsType) === ownToken)
}

function answer(): void {
  const opened = new BroadcastChannel('ferry-drag')
  opened.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (offer && is(said, data) && data.say === 'what')
      opened.postMessage({ say: 'this', token: offer.token, sources: offer.sources() })
  }
}

/** What other tabs tell of their drags. `told` is called with each answer. */
export function hearOfDrags(told: (what: Told) => void): { ask: () => void; close: () => void } {
  const opened = new BroadcastChannel('ferry-drag')
  opened.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (is(said, data) && data.say === 'this') told(data as Told)
  }
  return { ask: () => opened.postMessage({ say: 'what' }), close: () => opened.close() }
}
