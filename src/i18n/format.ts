const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** Sizes in powers of 1024, as OSS counts them: `1.5 MiB`. By hand: the libraries make a number format for each, which costs a frame on a full screen. */
export function formatBytes(bytes: number, language: string): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  return `${numberFormat(language).format(bytes / 1024 ** power)} ${units[power]}`
}

/** A moment, ms since 1970, in the person's own time zone. */
export function formatTime(time: number, language: string): string {
  return dateFormat(language).format(time)
}

/** The day of a moment. */
export function formatDay(time: number, language: string): string {
  return dayFormat(language).format(time)
}

export function formatCount(count: number, language: string): string {
  return numberFormat(language).format(count)
}

const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: string): Intl.NumberFormat {
  const known = numberFormats.get(language)
  if (known) return known
  const made = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  numberFormats.set(language, made)
  return made
}

const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false } as const
const dayFormat = keptFormat(day)
const dateFormat = keptFormat({ ...day, ...time })

/** Kept: making one costs more than a whole row. */
function keptFormat(shape: Intl.DateTimeFormatOptions): (language: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (language) => {
    const format = formats.get(language) ?? new Intl.DateTimeFormat(language, shape)
    formats.set(language, format)
    return format
  }
}
