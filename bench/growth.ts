import { argv, exit } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { say } from './ferryPage.ts'
import { type Figure, print } from './growth/figures.ts'

/** A row of the table: its figures from small to large, of one run. */
type Row = () => Promise<Figure[]>

/** What hangs is said, and ends the bench. */
const MINUTES = Number(process.env.MINUTES ?? 20)

const rows: Record<string, Row> = {
  buckets: async () => (await import('./growth/buckets.ts')).buckets(),
  bytes: async () => (await import('./growth/bytes.ts')).bytes(),
  command: async () => (await import('./growth/command.ts')).command(),
  fair: async () => (await import('./growth/fair.ts')).fair(),
  folder: async () => (await import('./growth/folder.ts')).folder(),
  journal: async () => (await import('./growth/journal.ts')).journal(),
  panel: async () => (await import('./growth/panel.ts')).panel(),
  past: async () => (await import('./growth/past.ts')).past(),
  seen: async () => (await import('./growth/seen.ts')).seen(),
  selection: async () => (await import('./growth/selection.ts')).selection(),
  soak: async () => (await import('./growth/soak.ts')).soak(),
  throttle: async () => (await import('./growth/throttle.ts')).throttle(),
  undo: async () => (await import('./growth/undo.ts')).undo(),
}

/**
 * `npm run bench -- growth [ROW…]`: what grows with the work, and what must not. Every row runs on the built page in a real Chromium, with
 * a store and a gateway of its own, and tells a growth or a share, not a time on one day. Ends with 1 when a mark is missed.
 */
export async function growth(): Promise<void> {
  const asked = argv.slice(3)
  const unknown = asked.filter((name) => !Object.hasOwn(rows, name))
  if (unknown.length > 0) {
    say(`There is no row ${unknown.join(', ')}. There are: ${Object.keys(rows).join(' ')}`)
    exit(2)
  }
  let isWhole = true
  for (const [name, row] of Object.entries(rows)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const began = performance.now()
    const figures = await Promise.race([row(), sleep(MINUTES * 60_000)])
    if (!figures) {
      say(`! ${name}: no result within ${MINUTES} minutes`)
      exit(1)
    }
    say(`\n${name} (${((performance.now() - began) / 1000).toFixed(0)} s)`)
    for (const figure of figures) isWhole = print(figure) && isWhole
  }
  // Connections that are kept alive would keep the process, too.
  exit(isWhole ? 0 : 1)
}
