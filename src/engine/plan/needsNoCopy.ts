import type { Change } from '../types.ts'

/** A change of tags or ACL alone needs no self copy. */
export function needsNoCopy({ headers, meta, storageClass, encryption }: Change): boolean {
  return !headers && !meta && !storageClass && encryption === undefined
}
