import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BidiLine, openBidi } from './bidi.ts'
import { startChild } from './child.ts'
import { callOf, type Driver, type Engine } from './driver.ts'
import { openScreen, type Screen } from './screen.ts'
import { actionsOf } from './steps.ts'

/** Nothing is asked of anybody outside, and no page of its own comes up. */
const preferences = {
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'intl.accept_languages': 'en-US',
  'toolkit.telemetry.server': '',
  'ui.prefersReducedMotion': 1,
}

/** A Firefox with a window on a screen, led by WebDriver BiDi. */
export async function startFirefox(binary: string): Promise<Engine> {
  const screen = await openScreen()
  const profile = newProfile()
  const size = ['--width', '1280', '--height', '900']
  const command = [binary, '--no-remote', '--profile', profile, ...size, '--remote-debugging-port', '0', 'about:blank']
  const program = startChild(command, screen.environment)
  const [, address] = await program.says(/WebDriver BiDi listening on (ws:\S+)/)
  const line = await openBidi(`${address}/session`)
  const { capabilities } = await line.send<Session>('session.new', { capabilities: {} })
  await line.send('session.subscribe', { events: ['log.entryAdded'] })
  const version = `Firefox ${capabilities.browserVersion}`
  return {
    newPage: async (downloads) => ({ version, ...(await newPage(line, screen, downloads)) }),
    async close() {
      line.close()
      await program.end()
      await screen.close()
      rmSync(profile, { recursive: true, maxRetries: 5 })
    },
  }
}

function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'ferry-firefox-'))
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`)
  writeFileSync(join(profile, 'user.js'), lines.join(''))
  return profile
}

async function newPage(line: BidiLine, screen: Screen, downloads: string): Promise<Omit<Driver, 'version'>> {
  const { send } = line
  const { userContext, context } = await openTab(line, downloads)
  const errors = errorsOn(line)
  const run: Driver['run'] = async (work, ...given) => {
    const call = { expression: callOf(work, given), target: { context }, awaitPromise: false }
    const { result, exceptionDetails } = await send<Evaluated>('script.evaluate', call)
    if (!result) throw new Error(exceptionDetails?.text)
    return JSON.parse(result.value)
  }
  return {
    run,
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => send('browsingContext.reload', { context, wait: 'complete' }),
    hand: (steps) => send('input.performActions', { context, actions: actionsOf(steps) }),
    dragging: async (steps) => screen.hand(steps, await run(viewOnScreen)),
    async give(field, files) {
      const locator = { type: 'css', value: field }
      const { nodes } = await send<Located>('browsingContext.locateNodes', { context, locator })
      await send('input.setFiles', { context, element: { sharedId: nodes[0]?.sharedId }, files })
    },
    picture: async () =>
      Buffer.from((await send<{ data: string }>('browsingContext.captureScreenshot', { context })).data, 'base64'),
    errors: async () => errors,
    close: () => send('browser.removeUserContext', { userContext }),
  }
}

/** A tab with a storage of its own. */
async function openTab({ send }: BidiLine, downloads: string): Promise<{ userContext: string; context: string }> {
  const { userContext } = await send<{ userContext: string }>('browser.createUserContext', {})
  const downloadBehavior = { type: 'allowed', destinationFolder: downloads }
  await send('browser.setDownloadBehavior', { downloadBehavior, userContexts: [userContext] })
  const { context } = await send<{ context: string }>('browsingContext.create', { type: 'tab', userContext })
  return { userContext, context }
}

/** What consoles say from now on. */
function errorsOn({ on }: BidiLine): string[] {
  const errors: string[] = []
  on<{ level: string; text: string }>('log.entryAdded', ({ level, text }) => level === 'error' && errors.push(text))
  return errors
}

type Session = { capabilities: { browserVersion: string } }
type Evaluated = { result?: { value: string }; exceptionDetails?: { text: string } }
type Located = { nodes: { sharedId: string }[] }

function viewOnScreen() {
  const { mozInnerScreenX, mozInnerScreenY } = window as unknown as Record<string, number>
  return { left: mozInnerScreenX ?? 0, top: mozInnerScreenY ?? 0 }
}
