import type { AnsweredClass, StorageClass } from '../oss/types.ts'
import { CopyError } from './problem.ts'

/** A class to be given to what is written. @throws CopyError ClassUnknown where OSS did not tell one */
export function knownClass(told: AnsweredClass, key: string): StorageClass {
  if (told !== 'Unknown') return told
  throw new CopyError('ClassUnknown', `The storage class of ${key} could not be read`)
}
