import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { changedPictures, writeReport } from './changedPictures.ts'
import { say, takePictures } from './partPictures.ts'

/**
 * `npm run pictures [-- --compare COMMIT] [--part NAME …]`: pictures of the parts of the screen in all their states, in `pictures/now`. With a
 * commit also as they were there, in `pictures/before`, and what has changed in `pictures/changed.html`.
 */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'pictures')
const { compare, part: only = [] } = parseArgs({
  options: { compare: { type: 'string' }, part: { type: 'string', multiple: true } },
}).values

rmSync(folder, { recursive: true, force: true })
await takePictures(root, { folder: join(folder, 'now'), only })
if (compare !== undefined) {
  await takeBefore(compare)
  const changed = changedPictures(join(folder, 'before'), join(folder, 'now'))
  for (const name of changed) say(`changed: ${name}`)
  say(changed.length === 0 ? 'No picture has changed' : `${changed.length} changed: ${writeReport(folder, changed)}`)
}

/** The sources of the commit in a folder of their own, with what is installed here. */
async function takeBefore(commit: string): Promise<void> {
  const there = mkdtempSync(join(tmpdir(), 'ferry-before-'))
  const git = (...args: string[]) => execFileSync('git', ['worktree', ...args], { cwd: root, stdio: 'pipe' })
  git('add', '--detach', there, commit)
  try {
    symlinkSync(join(root, 'node_modules'), join(there, 'node_modules'))
    await takePictures(there, { folder: join(folder, 'before'), only })
  } finally {
    git('remove', '--force', there)
  }
}
