import { create } from 'zustand'
import { parentOf } from '../engine/keys.ts'
import type { Ref } from '../oss/types.ts'
import { formatOssPath, parseOssKey } from '../session/ossPath.ts'
import { type Drop, gestureRequest, type Home } from './requests.ts'

/** What was copied or cut: references, no bytes. It travels in the system's clipboard, so that any tab of the browser can paste it. */
export type Clip = { sources: Ref[]; isCut: boolean }

const clipType = 'application/x-oss-ferry+json'

/** What was cut in this tab and not pasted yet, as `oss://` addresses: those rows are dimmed. */
export const useCut = create<{ cut: ReadonlySet<string> }>(() => ({ cut: new Set() }))

/**
 * What a tab of this browser put on the clipboard last, to be known again by its text: a page reads no more than text without a paste
 * event, and text alone would make a cut a copy.
 */
export const clipStoredAs = 'ferry.clip'
type Ours = { clip: Clip; text: string }

function keepOurs(ours: Ours): void {
  try {
    localStorage.setItem(clipStoredAs, JSON.stringify(ours))
  } catch {
    // Too many for the browser's few MiB: the menu of another tab pastes a copy.
    localStorage.removeItem(clipStoredAs)
  }
}

function oursOf(text: string): Clip | undefined {
  const stored = localStorage.getItem(clipStoredAs)
  const ours = stored === null ? undefined : (JSON.parse(stored) as Ours)
  return ours?.text === text ? ours.clip : undefined
}

export function writeClip(data: DataTransfer, clip: Clip): void {
  const text = clip.sources.map(addressOf).join('\n')
  data.setData(clipType, JSON.stringify(clip))
  data.setData('text/plain', text)
  keepOurs({ clip, text })
  useCut.setState({ cut: new Set(clip.isCut ? clip.sources.map(addressOf) : []) })
}

/** Undefined if the clipboard holds something else. */
export function readClip(data: DataTransfer, homeOfBucket: (bucket: string) => Home | undefined): Clip | undefined {
  const text = data.getData(clipType)
  if (!text) return clipOfText(data.getData('text/plain'), homeOfBucket)
  const clip = JSON.parse(text) as Clip
  return clip.sources.length > 0 ? clip : undefined
}

/** Lines of `oss://bucket/key` of buckets that are known, one an object or a prefix; anything else in the text, and it is no clip. */
export function clipOfText(text: string, homeOfBucket: (bucket: string) => Home | undefined): Clip | undefined {
  const ours = oursOf(text)
  if (ours) return ours
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
  useCut.setState({ cut: new Set() })
  localStorage.removeItem(clipStoredAs)
}

export function addressOf({ bucket, key }: Pick<Ref, 'bucket' | 'key'>): string {
  return formatOssPath(bucket, key)
}

/** What pasting does: a copy where it came from gets a name of its own; elsewhere the person is asked about what is in the way. */
export function pasteOf({ sources, isCut }: Clip, target: Ref): Drop {
  const isHere = sources.every(({ bucket, key }) => bucket === target.bucket && parentOf(key) === target.key)
  return gestureRequest(sources, target, { removeSource: isCut }, isHere && !isCut)
}
