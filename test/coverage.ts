import { relative } from 'node:path'
import type { Reporter } from 'vitest/node'

/** As much of istanbul's map as is read here. */
type Counted = { total: number; covered: number }
type CoverageMap = {
  files(): string[]
  fileCoverageFor(path: string): { toSummary(): { data: Record<'lines' | 'branches', Counted> } }
}
type Sums = Record<'lines' | 'branches', Counted>

const root = `${import.meta.dirname}/..`

/** `src/app/places/…` is counted as `app/places`, `src/engine/run/…` as `engine/run`. */
function folderOf(path: string): string {
  return relative(root, path).replaceAll('\\', '/').split('/').slice(1, -1).slice(0, 2).join('/') || '.'
}

/** Which part of the lines and branches of each folder the unit tests run, a line each. */
export const coverageByFolder: Reporter = {
  onCoverage(coverage) {
    const map = coverage as CoverageMap
    const of = new Map<string, Sums>()
    for (const path of map.files()) {
      const { data } = map.fileCoverageFor(path).toSummary()
      for (const name of [folderOf(path), 'all']) of.set(name, added(of.get(name), data))
    }
    const lines = [...of].sort(([a], [b]) => a.localeCompare(b)).map(([name, sums]) => lineOf(name, sums))
    process.stdout.write(`\nRun by the unit tests   lines  branches\n${lines.join('\n')}\n`)
  },
}

function added(sums: Sums | undefined, more: Sums): Sums {
  const sum = (what: keyof Sums) => ({
    total: (sums?.[what].total ?? 0) + more[what].total,
    covered: (sums?.[what].covered ?? 0) + more[what].covered,
  })
  return { lines: sum('lines'), branches: sum('branches') }
}

function lineOf(name: string, { lines, branches }: Sums): string {
  return `  ${name.padEnd(22)}${percent(lines)}     ${percent(branches)}`
}

function percent({ total, covered }: Counted): string {
  return `${total === 0 ? 100 : Math.floor((100 * covered) / total)} %`.padStart(5)
}
