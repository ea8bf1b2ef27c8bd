import { offers } from '../../../engine/plan/restore.ts'
import type { ColdClass } from '../../../engine/types.ts'

/** The most that one of the classes allows; the others get what they allow. */
export function mostDays(classes: readonly ColdClass[]): number {
  return Math.max(1, ...classes.map((name) => offers[name].days))
}

/** What was typed, if it is a number of days that is possible. */
export function daysOf(text: string, most: number): number | undefined {
  const days = Number(text)
  return /^\d+$/.test(text.trim()) && days >= 1 && days <= most ? days : undefined
}
