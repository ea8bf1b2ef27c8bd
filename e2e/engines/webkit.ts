import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from './child.ts'
import { callOf, type Driver, type Engine, view } from './driver.ts'
import { openScreen, type Screen } from './screen.ts'
import { actionsOf } from './steps.ts'
import { type Ask, freePort, Hangs, openWebDriver } from './webDriver.ts'

type Programs = { driver: string; browser: string }

/**
 * The browser that shows what WebKitGTK is, on a screen, led by its WebDriver. Each page is a browser of its own; one that does not open
 * (docs/decisions/engines.md) is given up, and said.
 */
export async function startWebKit({ driver, browser }: Programs): Promise<Engine> {
  const screen = await openScreen()
  const home = newHome()
  const words = join(home, 'words.txt')
  const desk = { HOME: home, XDG_CONFIG_HOME: home, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', WORDS: words }
  const start = () => startDriver(driver, { ...screen.environment, ...desk })
  let running = await start()
  const open = async () => {
    writeFileSync(words, '')
    const page = await newPage(running.ask, browser, screen)
    return { ...page, words: () => readFileSync(words, 'utf8') }
  }
  return {
    async newPage(downloads) {
      // The browser asks the desktop where downloads go.
      writeFileSync(join(home, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`)
      try {
        return await open()
      } catch (error) {
        if (!(error instanceof Hangs)) throw error
        process.stdout.write(`WebKitGTK did not open (${error.message}): it is started once more\n`)
        await running.program.end()
        running = await start()
        return open()
      }
    },
    async close() {
      await running.program.end()
      await screen.close()
      rmSync(home, { recursive: true, maxRetries: 5 })
    },
  }
}

async function startDriver(driver: string, environment: Record<string, string>) {
  const port = await freePort()
  const program = startChild([driver, `--port=${port}`], environment)
  return { program, ask: await openWebDriver(`http://127.0.0.1:${port}`) }
}

/**
 * A desktop without motion, which the browser tells the page. The browser waits until the page has dealt with a press before it gives it the
 * next one, and by its own clock counts how many they are: with the usual 400 ms, a double click on a busy machine is two.
 */
function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'ferry-webkit-'))
  mkdirSync(join(home, 'gtk-3.0'))
  const settings = ['[Settings]', 'gtk-enable-animations=false', 'gtk-double-click-time=3000']
  writeFileSync(join(home, 'gtk-3.0', 'settings.ini'), `${settings.join('\n')}\n`)
  return home
}

async function newPage(ask: Ask, browser: string, screen: Screen): Promise<Driver> {
  const { at, version } = await openSession(ask, browser)
  const run: Driver['run'] = async (work, ...given) =>
    JSON.parse(await ask('POST', `${at}/execute/sync`, { script: `return ${callOf(work, given)}`, args: [] }))
  await enlarge(ask, at, run)
  const errors: string[] = []
  const hear = async () => void errors.push(...(await run(errorsOfPage)))
  const load = async (path: string, body: object) => {
    await hear()
    await ask('POST', `${at}/${path}`, body)
    await hear()
  }
  return {
    version,
    run,
    open: (url) => load('url', { url }),
    reload: () => load('refresh', {}),
    hand: (steps) => ask('POST', `${at}/actions`, { actions: actionsOf(steps) }),
    dragging: async (steps) => screen.hand(steps, await run(viewOnScreen)),
    async give(field, paths) {
      const found = await ask<Record<string, string>>('POST', `${at}/element`, { using: 'css selector', value: field })
      await ask('POST', `${at}/element/${Object.values(found)[0]}/value`, { text: paths.join('\n') })
    },
    picture: async () => Buffer.from(await ask<string>('GET', `${at}/screenshot`), 'base64'),
    errors: () => hear().then(() => errors),
    close: () => ask('DELETE', at),
  }
}

type Session = { sessionId: string; capabilities: { browserVersion: string } }

/** The driver keeps what the browser says to itself: a shell writes it down, then becomes the browser. */
const heard = ['-c', 'exec "$@" 2>> "$WORDS"', 'sh']

async function openSession(ask: Ask, browser: string) {
  const alwaysMatch = { 'webkitgtk:browserOptions': { binary: '/bin/sh', args: [...heard, browser, '--automation'] } }
  const { sessionId, capabilities } = await ask<Session>('POST', '/session', { capabilities: { alwaysMatch } })
  return { at: `/session/${sessionId}`, version: `WebKitGTK ${capabilities.browserVersion}` }
}

/** A window that is just opening may take its own size after the one that it was given. */
async function enlarge(ask: Ask, at: string, run: Driver['run']): Promise<void> {
  for (let tries = 0; !(await run(isAsLargeAs, view)); tries++) {
    if (tries === 200) throw new Hangs('the window stays too small')
    await ask('POST', `${at}/window/rect`, { x: 0, y: 0, width: view.width, height: view.height + barHeight })
    await sleep(50)
  }
}

/** More than the bar above the page takes, in pixels. */
const barHeight = 100

function isAsLargeAs({ width, height }: typeof view): boolean {
  return innerWidth >= width && innerHeight >= height
}

/** The driver tells nothing of a page's errors: the page writes them down from the first look on. Gives those since the last look. */
function errorsOfPage(): string[] {
  const page = window as Window & { errorsHeard?: string[] }
  if (page.errorsHeard) return page.errorsHeard.splice(0)
  const heard: string[] = []
  page.errorsHeard = heard
  addEventListener('error', ({ message }) => heard.push(message))
  addEventListener('unhandledrejection', ({ reason }) => heard.push(String(reason)))
  const { error } = console
  console.error = (...said: unknown[]) => {
    heard.push(said.join(' '))
    error(...said)
  }
  return []
}

/** The window is at the screen's edge, and has its bar above the page. */
function viewOnScreen() {
  return { left: screenX, top: screenY + outerHeight - innerHeight }
}
