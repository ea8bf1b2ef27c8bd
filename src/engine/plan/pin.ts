import type { Listed, Ref } from '../../oss/types.ts'
import type { ExistingObject, Pinned, Refusal, Source } from '../types.ts'

/** What a listing said of an object, kept for the task. */
export function pin(at: Ref, { key, size, etag, modified, type, storageClass, restore }: Listed): Pinned {
  const readable = restore !== undefined && !restore.ongoing
  return { ...placeOf(at), key, size, etag, modified, type, storageClass, ...(readable && { readable: true as const }) }
}

/** Of what was chosen as a whole each object is one by itself. */
function placeOf({ scope: _, ...at }: Source): Ref {
  return at
}

/** A source that the plan did not, or could not, look at. */
export function unreadSource(at: Ref): Pinned {
  return { ...placeOf(at), size: 0, etag: '', modified: 0, type: 'Normal', storageClass: 'Standard' }
}

/** Archived objects must be restored before anything reads them. @see https://help.aliyun.com/zh/oss/developer-reference/restoreobject */
export function archived({ storageClass, readable }: Pinned): Refusal | undefined {
  return storageClass.endsWith('Archive') && !readable ? 'archived' : undefined
}

/** What copies an object has to name its class, or it would become another. */
export function classRefusal({ storageClass }: Pinned): Refusal | undefined {
  return storageClass === 'Unknown' ? 'unknownClass' : undefined
}

/** What of a listing a conflict is about. */
export function existingOf({ size, etag, modified, storageClass, type }: ExistingObject): ExistingObject {
  return { size, etag, modified, storageClass, type }
}
