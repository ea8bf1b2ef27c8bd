import { isPrefix } from '../../keys.ts'
import type { Planned, Proof, Task } from '../../types.ts'
import type { ProofKind } from '../types.ts'

type Proved = Planned & Pick<Task, 'proof'>

/** What showed that an object which is done is right; undefined for what makes none, and for what is not done. */
export function proofKindOf(task: Proved): ProofKind | undefined {
  const { state, proof } = task
  if (state !== 'done' || !proof) return undefined
  if (proof.unverified) return 'unverified'
  if (task.kind === 'change') return 'asked'
  if (task.kind === 'undelete') return 'answer'
  if (isAnswered(task)) return 'answer'
  return isSameEtag(task, proof) ? 'etag' : proof.crc64 ? 'crc64' : 'unverified'
}

/** A link and a folder hold no bytes: that they are there is all there is to show. */
function isAnswered(task: Proved): boolean {
  if (task.kind === 'download') return isPrefix(task.target.key)
  return task.source.type === 'Symlink'
}

/** The ETag of a Normal object is the MD5 of its content. What passes through this computer is summed up there. */
function isSameEtag(task: Proved, { etag }: Proof): boolean {
  return task.kind === 'copy' && task.method !== 'relay' && task.source.type === 'Normal' && task.source.etag === etag
}
