import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** What a first visit may weigh: JavaScript of the built page in kB (1000 bytes), gzipped. `npm run build` comes first; 1 when it is too much. */
const limits = { signIn: 190, firstListing: 425 }
const folder = 'dist/assets'
const files = readdirSync(folder).filter((file) => file.endsWith('.js'))
const source = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))

const scripts = readFileSync('dist/index.html', 'utf8').matchAll(/src="\/assets\/([^"]+)"/g)
const signIn = withImports(Array.from(scripts, ([, file = '']) => file))
/** What the browser's screen and its worker are made of, and the signer that both load at their first request. */
const later = files.filter((file) =>
  /^(Shell|worker|buffer|createRequest|getReqUrl|signatureUrlV4|signUtils)-/.test(file),
)
const firstListing = withImports([...signIn, ...later])

const sizes = { signIn: weight(signIn), firstListing: weight(firstListing) }
for (const name of ['signIn', 'firstListing'] as const) {
  const isTooMuch = sizes[name] > limits[name]
  process.stdout.write(`${isTooMuch ? '!' : ' '} ${name}: ${sizes[name].toFixed(1)} kB of ${limits[name]}\n`)
  if (isTooMuch) process.exitCode = 1
}

/** These files and all that they import without being asked to. */
function withImports(roots: string[]): Set<string> {
  const found = new Set<string>()
  const todo = [...roots]
  for (let file = todo.pop(); file !== undefined; file = todo.pop()) {
    if (found.has(file)) continue
    found.add(file)
    const text = source.get(file)
    if (text === undefined) throw new Error(`${file} is not in ${folder}`)
    todo.push(...Array.from(text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g), ([, name = '']) => name))
  }
  return found
}

function weight(names: Set<string>): number {
  return [...names].reduce((sum, name) => sum + gzipSync(source.get(name) ?? '', { level: 9 }).length, 0) / 1000
}
