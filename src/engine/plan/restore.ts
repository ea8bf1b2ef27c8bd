/** What OSS offers for archived objects. @see https://help.aliyun.com/zh/oss/developer-reference/restoreobject */
import type { AnsweredClass, RestoreTier } from '../../oss/types.ts'
import type { ColdClass, Pinned, Restore, Restoring } from '../types.ts'
import { archived } from './pin.ts'

export const coldClasses = ['Archive', 'ColdArchive', 'DeepColdArchive'] as const

/** How long a restore lasts at most, and how fast it can be had. */
export const offers: Record<ColdClass, { days: number; tiers: RestoreTier[] }> = {
  Archive: { days: 7, tiers: ['Standard'] },
  ColdArchive: { days: 365, tiers: ['Expedited', 'Standard', 'Bulk'] },
  DeepColdArchive: { days: 365, tiers: ['Expedited', 'Standard'] },
}

/** Whether objects of this class must be restored before they are read. */
export function isCold(storageClass: AnsweredClass): storageClass is ColdClass {
  return coldClasses.some((name) => name === storageClass)
}

/** The restore of one object as its class allows it. */
export function restoreFor({ storageClass }: Pinned, { days, tiers }: Restoring): Restore {
  if (!isCold(storageClass)) return { days }
  const most = Math.min(days, offers[storageClass].days)
  return storageClass === 'Archive' ? { days: most } : { days: most, tier: tiers[storageClass] }
}

/** What a task that reads its source has to ask for first: nothing where it can be read, or where nobody wants it restored. */
export function restoreOf(source: Pinned, { restore }: { restore?: Restoring }): { restore?: Restore } {
  return restore && archived(source) ? { restore: restoreFor(source, restore) } : {}
}
