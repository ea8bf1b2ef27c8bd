/**
 * `npm run release -- v1.2.3`: makes, of that tag and nothing else, the package, the image (where Docker is), the static page and the notes,
 * in `release/`. It publishes nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sectionOf } from './changelog.ts'

const root = join(import.meta.dirname, '..')
const [tag = ''] = process.argv.slice(2)
const version = /^v(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(tag)?.[1]
if (!version) throw new Error('Usage: npm run release -- v1.2.3')

const made = join(root, 'release')
mkdirSync(made, { recursive: true })
const source = mkdtempSync(join(tmpdir(), 'release-'))
try {
  checkOut()
  // The page is built by `npm pack`.
  run('npm', ['ci'])
  run('npm', ['pack', '--pack-destination', made])
  run('tar', ['-czf', join(made, `oss-ferry-page-${version}.tar.gz`), '-C', 'dist', '.'])
  makeImage()
} finally {
  rmSync(source, { recursive: true })
}
process.stdout.write(`In release/: package, page and notes of ${version}.\n`)

/** The tag's own files; what lies in the working tree is none of it. */
function checkOut(): void {
  const files = execFileSync('git', ['archive', tag], { cwd: root, maxBuffer: 2 ** 30 })
  execFileSync('tar', ['-x'], { cwd: source, input: files })
  const own = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }
  if (own.version !== version) throw new Error(`package.json says ${own.version}, the tag ${tag}.`)
  const notes = sectionOf(readFileSync(join(source, 'CHANGELOG.md'), 'utf8'), version)
  writeFileSync(join(made, `notes-${version}.md`), `${notes}\n`)
}

function makeImage(): void {
  if (spawnSync('docker', ['version']).status === 0) run('docker', ['build', '-t', `oss-ferry:${version}`, '.'])
  else process.stdout.write('No Docker here: the image was not made.\n')
}

function run(command: string, args: string[]): void {
  execFileSync(command, args, { cwd: source, stdio: 'inherit' })
}
