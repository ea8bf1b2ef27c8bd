import type { There } from '../types.ts'
import type { StoredTask } from './types.ts'

/** Whether what stands at a place is what a task has made and proved there. A time that the job was not told is not compared. */
export function isAsProved({ proof, source }: Pick<StoredTask, 'proof' | 'source'>, made: There): boolean {
  const isLink = source.type === 'Symlink'
  const isThatTime = proof?.modified === undefined || proof.modified === made.modified
  return made.etag === proof?.etag && isThatTime && (made.type === 'Symlink') === isLink
}
