import type { Listed, RestoreTier, StorageClass } from '../../oss/types.ts'

export type ColdClass = Exclude<StorageClass, 'Standard' | 'IA'>
export const coldClasses = ['Archive', 'ColdArchive', 'DeepColdArchive'] as const

/** What each class offers, and how many days a restore lasts at most. @see https://help.aliyun.com/zh/oss/developer-reference/restoreobject */
export const offers: Record<ColdClass, { days: number; tiers: RestoreTier[] }> = {
  Archive: { days: 7, tiers: ['Standard'] },
  ColdArchive: { days: 365, tiers: ['Expedited', 'Standard', 'Bulk'] },
  DeepColdArchive: { days: 365, tiers: ['Expedited', 'Standard'] },
}

export type Tiers = Record<ColdClass, RestoreTier>
export const usualTiers: Tiers = { Archive: 'Standard', ColdArchive: 'Standard', DeepColdArchive: 'Standard' }

export function isCold(storageClass: StorageClass): storageClass is ColdClass {
  return coldClasses.some((name) => name === storageClass)
}

/** Archived, and not on its way already; a readable one may be given more days. */
export function canBeRestored({ storageClass, restore }: Pick<Listed, 'storageClass' | 'restore'>): boolean {
  return isCold(storageClass) && !restore?.ongoing
}

/** The fewest of the most days that the classes allow. */
export function mostDays(classes: readonly ColdClass[]): number {
  return Math.min(365, ...classes.map((name) => offers[name].days))
}

export function daysOf(text: string, most: number): number | undefined {
  const days = Number(text)
  return /^\d+$/.test(text.trim()) && days >= 1 && days <= most ? days : undefined
}
