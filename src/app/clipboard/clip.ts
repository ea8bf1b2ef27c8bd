import { boolean, type GenericSchema, type InferOutput, object, optional, safeParse, string } from 'valibot'
import { create } from 'zustand'
import { type Chooser, chooserOf, placeOf } from '../../engine/scope/scope.ts'
import type { Source } from '../../engine/types.ts'
import type { Ref } from '../../oss/types.ts'
import { formatOssPath, parseOssKey } from '../address/ossPath.ts'
import type { Row } from '../listing/rows.ts'
import { type BucketRef, type CheckedRequest, gestureRequest } from '../requests/requests.ts'
import { sourceShapes } from '../requests/sourceShape.ts'

/** What was copied or cut: references, no bytes. */
export type Clip = { sources: Source[]; isCut: boolean }

/**
 * What travels in the system's clipboard beside the text. Any page may put something there, so it names no objects: what was copied stays
 * in this origin's storage, where any tab of it finds it by its token, and no other page can know or change it.
 */
const clipType = 'application/x-oss-ferry+json'
/** Characters; a page may put any amount there. */
const [longestClip, longestText] = [1000, 32 * 1024 ** 2]
const onClipboard = object({ isCut: boolean(), token: optional(string(), '') })

/** What was cut in this tab and not pasted yet, by account and `oss://` address: those rows are dimmed, and not what another cloud calls the same. */
export const useCut = create<Cut>(() => ({ cut: new Set() }))
type Cut = { cut: ReadonlySet<string>; whole?: Omit<BucketRef, 'region'> & { chooser: Chooser } }

/** Whether a row was cut, by its name or with what was chosen of its place as a whole. */
export function isCutRow({ cut, whole }: Cut, home: Omit<BucketRef, 'region'>, row: Row): boolean {
  if (!whole) return cut.size > 0 && cut.has(cutName({ ...home, key: row.key }))
  if (whole.account !== home.account || whole.bucket !== home.bucket) return false
  return row.is === 'object' ? whole.chooser.holds(row) : whole.chooser.holdsBelow(row.key)
}

const cutName = (at: Omit<Ref, 'region'>) => `${at.account} ${addressOf(at)}`

/** What a tab of this browser put on the clipboard last. */
export const clipStoredAs = 'ferry.clip'
const kept = object({ token: string(), clip: object({ sources: sourceShapes, isCut: boolean() }) })
type Kept = { token: string; clip: Clip }

/** More than the browser's storage takes: only this tab knows it. */
let large: Kept | undefined

function keep(ours: Kept): void {
  large = undefined
  try {
    localStorage.setItem(clipStoredAs, JSON.stringify(ours))
  } catch {
    localStorage.removeItem(clipStoredAs)
    large = ours
  }
}

function lastKept(): Kept | undefined {
  const stored = localStorage.getItem(clipStoredAs)
  // Only this origin writes there.
  return stored === null ? large : (parsed(kept, stored) as Kept | undefined)
}

/** Undefined for what is no JSON, or not of this shape. */
function parsed<S extends GenericSchema>(schema: S, text: string): InferOutput<S> | undefined {
  try {
    const read = safeParse(schema, JSON.parse(text))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

export function writeClip(data: DataTransfer, clip: Clip): void {
  const token = crypto.randomUUID()
  data.setData(clipType, JSON.stringify({ isCut: clip.isCut, token }))
  data.setData('text/plain', textOf(clip))
  keep({ token, clip })
  useCut.setState(clip.isCut ? cutOf(clip.sources) : { cut: new Set() }, true)
}

function cutOf(sources: Source[]): Cut {
  const [first] = sources
  if (!first?.scope) return { cut: new Set(sources.map(cutName)) }
  const { account, bucket, scope } = first
  return { cut: new Set(), whole: { account, bucket, chooser: chooserOf({ ...first, scope }) } }
}

/** What was chosen of a place as a whole is no address: pasted as one it would be all of the place. */
const textOf = ({ sources }: Clip) => sources.map(lineOf).join('\n')
const lineOf = (source: Source) => (source.scope ? `${source.scope.count} × ${addressOf(source)}` : addressOf(source))

type HomeOfBucket = (bucket: string) => BucketRef | undefined

/** What a paste event brings. `strangersCut`: another page says that this was cut, or it was pasted already; nothing of it is moved. */
export function readClip(data: DataTransfer, homeOfBucket: HomeOfBucket): Clip | 'strangersCut' | undefined {
  const said = data.getData(clipType)
  const found = said.length > longestClip ? undefined : parsed(onClipboard, said)
  const last = lastKept()
  if (found && last && found.token === last.token) return last.clip
  return found?.isCut ? 'strangersCut' : addressesIn(data.getData('text/plain'), homeOfBucket)
}

/** What the menu finds: a page reads no more than text without a paste event, so that what was cut here is known again by its text. */
export function clipOfText(text: string, homeOfBucket: HomeOfBucket): Clip | undefined {
  const clip = lastKept()?.clip
  return clip && textOf(clip) === text ? clip : addressesIn(text, homeOfBucket)
}

/** Lines of `oss://bucket/key` of buckets that are known, one an object or a prefix; anything else in the text, and it is no clip. */
function addressesIn(text: string, homeOfBucket: HomeOfBucket): Clip | undefined {
  if (text.length > longestText) return undefined
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  const sources = lines.map((line): Ref | undefined => {
    const path = parseOssKey(line)
    const home = path && homeOfBucket(path.bucket)
    return home && { ...home, key: path.key }
  })
  const [first] = sources
  const isWhole = sources.every((source) => source !== undefined && source.bucket === first?.bucket)
  return first && isWhole ? { sources: sources as Ref[], isCut: false } : undefined
}

export function forgetCut(): void {
  useCut.setState({ cut: new Set() }, true)
  large = undefined
  localStorage.removeItem(clipStoredAs)
}

export function addressOf({ bucket, key }: Pick<Ref, 'bucket' | 'key'>): string {
  return formatOssPath(bucket, key)
}

/** Whether a source is a row of the place. */
export function isRightIn(source: Source, place: Ref): boolean {
  return source.account === place.account && source.bucket === place.bucket && placeOf(source) === place.key
}

/** What pasting does: a copy where it came from gets a name of its own; elsewhere the person is asked about what is in the way. */
export function pasteRequest({ sources, isCut }: Clip, target: Ref): CheckedRequest {
  const isHere = sources.every((source) => isRightIn(source, target))
  return gestureRequest(sources, target, { removeSource: isCut }, isHere && !isCut)
}
