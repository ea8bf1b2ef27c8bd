/** How far a job is, for people. */
import { fractionOf } from '../../engine/jobs/progress/progress.ts'
import type { FiguresView } from '../../engine/jobs/types.ts'
import { visible } from '../../i18n/visible.ts'
import { remedyOf } from './remedies.ts'
import type { Screen } from './terminal.ts'

export type Progress = {
  /** The newest figures. */
  moved: (figures: FiguresView) => void
  /** Says the last state, with the speed over all of it. */
  end: (figures: FiguresView) => void
}

const quietEvery = 10_000
const width = 20

/** On a terminal one line that is drawn again with each news, else a line every ten seconds; what is waited for is said at once. `before`: bytes that an earlier run had done. */
export function showProgress(screen: Screen, before = 0, now: () => number = Date.now): Progress {
  const isTerminal = screen.isTTY === true
  const began = now()
  let latest: FiguresView | undefined
  let hasEnded = false
  const say = () => latest && screen.write(`${toldOf(latest)}\n`)
  const draw = (figures: FiguresView) => {
    const line = `${barOf(fractionOf(figures))} ${lineOf(figures)}`
    screen.write(`\r\u001b[K${line.slice(0, (screen.columns ?? 80) - 1)}`)
  }
  /** Why nothing moves, in words, once for each cause. */
  const told = new Set<string>()
  const explain = ({ retrying }: FiguresView) => {
    const remedy = retrying && !told.has(retrying) && remedyOf({ code: retrying, message: '' })
    if (!remedy) return
    told.add(retrying)
    screen.write(`${isTerminal ? '\r\u001b[K' : ''}${remedy} Trying again until it works; Ctrl+C stops.\n`)
  }
  const timer = isTerminal ? undefined : setInterval(say, quietEvery)
  return {
    moved(figures) {
      if (hasEnded) return
      latest = figures
      explain(figures)
      if (isTerminal) draw(figures)
    },
    end(figures) {
      hasEnded = true
      clearInterval(timer)
      const seconds = Math.max(1, (now() - began) / 1000)
      const speed = Math.max(0, figures.bytesDone - before) / seconds
      const { eta: _, ...last } = { ...figures, speed }
      if (isTerminal) draw(last)
      screen.write(isTerminal ? '\n' : `${toldOf(last)}\n`)
    },
  }
}

/** `12 of 40 objects, 1.5 MiB, 300 KiB/s, 2 failed, 4 s left` */
function lineOf({ counts, objects, bytesDone, speed, eta, phase, retrying }: FiguresView): string {
  const { done, skipped, failed, refused, conflict, restoring } = counts
  const others = { skipped, failed, refused, undecided: conflict, 'being restored': restoring }
  const said = Object.entries(others).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []))
  const waits = retrying ? [`trying again after ${visible(retrying)}`] : []
  const left = eta === undefined || phase === 'planning' ? [] : [`${durationOf(eta)} left`]
  const moved = [sizeOf(bytesDone), `${sizeOf(speed)}/s`]
  return [`${done} of ${objects} objects`, ...moved, ...said, ...left, ...waits].join(', ')
}

/** Where there is no bar; of a plan that still grows nobody knows the share. */
function toldOf(figures: FiguresView): string {
  const share = figures.phase === 'planning' ? '' : `${Math.floor(fractionOf(figures) * 100)} %, `
  return share + lineOf(figures)
}

function barOf(fraction: number): string {
  const full = Math.round(fraction * width)
  const percent = String(Math.floor(fraction * 100)).padStart(3)
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${percent} %`
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

/** `1.5 MiB`. By hand: to load what formats numbers takes as long as a hundred copies. */
export function sizeOf(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`
}

/** `45 s`, `3 min`, `2 h 10 min` */
function durationOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
