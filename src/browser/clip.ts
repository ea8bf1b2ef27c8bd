import { create } from 'zustand'
import { targetProblem } from '../copy/check.ts'
import { parentOf } from '../copy/keys.ts'
import type { CopyRequest } from '../copy/types.ts'
import type { Ref } from '../oss/types.ts'
import { formatOssPath } from '../session/ossPath.ts'
import { intoRequest } from './requests.ts'

/** What was copied or cut: references, no bytes. It travels in the system's clipboard, so that any tab of the browser can paste it. */
export type Clip = { sources: Ref[]; isCut: boolean }

const clipType = 'application/x-oss-ferry+json'

/** What was cut in this tab and not pasted yet, as `oss://` addresses: those rows are dimmed. */
export const useCut = create<{ cut: ReadonlySet<string> }>(() => ({ cut: new Set() }))

export function writeClip(data: DataTransfer, clip: Clip): void {
  data.setData(clipType, JSON.stringify(clip))
  data.setData('text/plain', clip.sources.map(({ bucket, key }) => formatOssPath(bucket, key)).join('\n'))
  useCut.setState({ cut: new Set(clip.isCut ? clip.sources.map(addressOf) : []) })
}

/** Undefined if the clipboard holds something else. */
export function readClip(data: DataTransfer): Clip | undefined {
  const text = data.getData(clipType)
  if (!text) return undefined
  const clip = JSON.parse(text) as Clip
  return clip.sources.length > 0 ? clip : undefined
}

export function forgetCut(): void {
  useCut.setState({ cut: new Set() })
}

export function addressOf({ bucket, key }: Pick<Ref, 'bucket' | 'key'>): string {
  return formatOssPath(bucket, key)
}

/** What pasting does: a copy where it came from gets a name of its own; elsewhere the person is asked about what is in the way. */
export function pasteOf(
  { sources, isCut }: Clip,
  target: Ref,
): { request: CopyRequest; problem: ReturnType<typeof targetProblem> } {
  const isHere = sources.every(({ bucket, key }) => bucket === target.bucket && parentOf(key) === target.key)
  const conflict = isHere && !isCut ? 'keepBoth' : 'ask'
  const request = intoRequest(sources, target, { removeSource: isCut, conflict, keepAcl: true })
  return { request, problem: targetProblem(request) }
}
