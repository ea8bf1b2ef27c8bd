import type { Progress } from './progress.ts'

type Screen = { isTTY?: boolean; columns?: number; write: (text: string) => unknown }

/** On a terminal one line that is drawn again, else a line every ten seconds. `end` says the last state. */
export function showProgress(progress: Progress, screen: Screen): { end: () => void } {
  const isTerminal = screen.isTTY === true
  const draw = () => {
    const line = progress.line(Date.now())
    if (isTerminal) screen.write(`\r\u001b[K${bar(progress)} ${line}`.slice(0, (screen.columns ?? 80) + 3))
    else screen.write(`${line}\n`)
  }
  const timer = setInterval(draw, isTerminal ? 200 : 10_000)
  return {
    end() {
      clearInterval(timer)
      draw()
      if (isTerminal) screen.write('\n')
    },
  }
}

const width = 20

function bar(progress: Progress): string {
  const full = Math.round(progress.share() * width)
  return `[${'#'.repeat(full)}${'-'.repeat(width - full)}] ${String(Math.floor(progress.share() * 100)).padStart(3)} %`
}
