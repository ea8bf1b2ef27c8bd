import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { requireBrowser } from '../e2e/browser.ts'
import { say, startWorld } from './ferryPage.ts'

/**
 * What a first visit may weigh: JavaScript of the built page in kB (1000 bytes), gzipped, each file once. `signIn`: what the sign-in page
 * is drawn with. `firstRows`: all that a browser that was never here, and any Worker of the page, has asked for when the first rows of a
 * prefix are in the page, sign-in included. `atRest`: all that was asked for when nothing more is. `npm run build` comes first; `--files`
 * names them, with a `+` what came after the rows. Ends with 1 when it is too much.
 */
const limits = { signIn: 185, firstRows: 335, atRest: 480 }
/** ms without a further file */
const rest = 2000
const folder = 'dist/assets'
const files = readdirSync(folder).filter((file) => file.endsWith('.js'))
const source = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]))

const scripts = readFileSync('dist/index.html', 'utf8').matchAll(/src="\.\/assets\/([^"]+)"/g)
const signIn = withImports(Array.from(scripts, ([, file = '']) => file))
const sizes = { signIn: weight(signIn), ...(await visit()) }
for (const name of ['signIn', 'firstRows', 'atRest'] as const) {
  const isTooMuch = sizes[name] > limits[name]
  say(`${isTooMuch ? '!' : ' '} ${name}: ${sizes[name].toFixed(1)} kB of ${limits[name]}`)
  if (isTooMuch) process.exitCode = 1
}
// Connections that are kept alive would keep the process, too.
process.exit()

/** Signs in, for the first time, at the address of a prefix. */
async function visit() {
  const { ferry, close } = await startWorld()
  const browser = await chromium.launch({ executablePath: requireBrowser(say), args: ['--no-sandbox'] })
  const context = await browser.newContext()
  const asked = new Set<string>()
  context.on('request', (request) => {
    const file = basename(new URL(request.url()).pathname)
    if (source.has(file)) asked.add(file)
  })
  const page = await context.newPage()
  let drawn = new Set<string>()
  await page.exposeFunction('rowsAreDrawn', () => {
    drawn = new Set(asked)
  })
  // What tsx leaves in functions that are sent to the page.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.addInitScript(watchRows)
  await page.goto(`${ferry.startUrl}#/ferry-photos/`)
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  await page.getByRole('row').nth(2).waitFor()
  for (let before = -1; before < asked.size; await sleep(rest)) before = asked.size
  if (process.argv.includes('--files'))
    for (const file of asked)
      say(
        `${drawn.has(file) ? ' ' : '+'} ${weight(new Set([file]))
          .toFixed(1)
          .padStart(6)} ${file}`,
      )
  await browser.close()
  await close()
  return { firstRows: weight(drawn), atRest: weight(asked) }
}

/** Runs in the page. */
function watchRows(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[role=row][data-index]')) return
    observer.disconnect()
    void (window as unknown as { rowsAreDrawn: () => void }).rowsAreDrawn()
  })
  observer.observe(document, { subtree: true, childList: true })
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
