import type { Change, Edit } from '../types.ts'

/** A change of tags or ACL alone needs no self copy. */
export function needsNoCopy({ headers, meta, storageClass, encryption }: Change | Edit): boolean {
  return !headers && !meta && !storageClass && encryption === undefined
}
