import type { TFunction } from 'i18next'

/** `2 hr 5 min`, `8 sec`: the two largest units of a time in ms, in words of the language. */
export function formatDuration(ms: number, language: string): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => formatUnit(count, unit, language))
    .join(' ')
}

/** How long something took: below a second a number would only look exact. */
export function formatElapsed(ms: number, t: TFunction<'panel'>, language: string): string {
  return ms < 1000 ? t('moment') : formatDuration(ms, language)
}

/** A number and what follows it stand apart, in Chinese too; browsers set no space there. */
function formatUnit(count: number, unit: string, language: string): string {
  return count
    .toLocaleString(language, { style: 'unit', unit, unitDisplay: 'short' })
    .replace(/\d(?=\p{Script=Han})/u, '$& ')
}
