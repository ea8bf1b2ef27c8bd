/** How long a signed URL lasts. */
export type Unit = 'minutes' | 'hours' | 'lifeDays'
export const units: Unit[] = ['minutes', 'hours', 'lifeDays']

const secondsOf: Record<Unit, number> = { minutes: 60, hours: 3600, lifeDays: 86_400 }
/** V4: seven days. @see https://help.aliyun.com/zh/oss/developer-reference/add-signatures-to-urls */
const longest = 604_800

/** Seconds, or undefined for what is no whole number from 1 up to seven days. */
export function validityOf(text: string, unit: Unit): number | undefined {
  const seconds = Number(text) * secondsOf[unit]
  return /^\d+$/.test(text.trim()) && seconds > 0 && seconds <= longest ? seconds : undefined
}
