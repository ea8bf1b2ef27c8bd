import prettyBytes from 'pretty-bytes'

/** Sizes in powers of 1024, as OSS counts them: `1.5 MiB`. */
export function formatBytes(bytes: number, language: string): string {
  return prettyBytes(bytes, { binary: true, locale: language, maximumFractionDigits: bytes < 1024 ? 0 : 1 })
}

/** A moment, ms since 1970, in the person's own time zone. */
export function formatTime(time: number, language: string): string {
  return dateFormat(language).format(time)
}

export function formatCount(count: number, language: string): string {
  return count.toLocaleString(language)
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Kept: making one costs more than a whole row. */
function dateFormat(language: string): Intl.DateTimeFormat {
  const known = dateFormats.get(language)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  dateFormats.set(language, made)
  return made
}
