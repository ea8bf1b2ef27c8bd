import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pixelsOf } from './png.ts'

/** Names of pictures of two folders that are not the same, and of those that only one has. */
export function changedPictures(before: string, now: string): string[] {
  const names = new Set([...picturesIn(before), ...picturesIn(now)])
  return [...names].sort().filter((name) => !isSame(join(before, name), join(now, name)))
}

function picturesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'))
}

function isSame(one: string, other: string): boolean {
  if (!existsSync(one) || !existsSync(other)) return false
  const [before, now] = [readFileSync(one), readFileSync(other)]
  return before.equals(now) || isAlike(before, now)
}

/** Of 255: a browser may round the edge of a letter otherwise when it draws it again. */
const seen = 8

function isAlike(before: Buffer, now: Buffer): boolean {
  const [one, other] = [pixelsOf(before), pixelsOf(now)]
  if (one.width !== other.width || one.height !== other.height || one.channels !== other.channels) return false
  return one.data.every((value, at) => Math.abs(value - (other.data[at] ?? 0)) < seen)
}

/** A page with each of them as it was, as it is, and what differs in white; beside the two folders. */
export function writeReport(folder: string, names: string[]): string {
  const path = join(folder, 'changed.html')
  const rows = names.map(
    (name) => `<h2>${name}</h2>
<p><img src="before/${name}" alt="before"><img src="now/${name}" alt="now">
<span><img src="before/${name}" alt=""><img src="now/${name}" alt="difference"></span></p>`,
  )
  writeFileSync(
    path,
    `<!doctype html><meta charset="utf-8"><title>${names.length} changed</title>${style}${rows.join('\n')}`,
  )
  return path
}

const style = `<style>
body { font: 14px system-ui; background: #888 }
p { display: flex; gap: 8px }
p > * { width: 33%; align-self: start }
span { position: relative }
span img { width: 100% }
span img + img { position: absolute; inset: 0; mix-blend-mode: difference }
</style>`
