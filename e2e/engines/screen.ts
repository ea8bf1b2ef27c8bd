import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startChild } from './child.ts'
import type { PointerStep } from './driver.ts'

const run = promisify(execFile)

export type Screen = {
  /** What a program needs to show itself there. */
  environment: Record<string, string>
  /** Moves the screen's pointer; `left` and `top` are where the page's view begins. */
  hand(steps: readonly PointerStep[], view: { left: number; top: number }): Promise<void>
  close(): Promise<void>
}

/**
 * A screen that nobody sees, with a pointer of its own. It would begin anew when the last program on it ends, and turn away one that comes
 * meanwhile: the next browser.
 */
export async function openScreen(): Promise<Screen> {
  const server = startChild(['Xvfb', '-displayfd', '1', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp', '-noreset'])
  // What it says about screens that others have, or left behind, may come before the number of its own.
  const [, display = ''] = await server.says(/^(\d+)\n/m)
  const environment = { DISPLAY: `:${display}`, GDK_BACKEND: 'x11' }
  return {
    environment,
    async hand(steps, view) {
      await run(
        'xdotool',
        steps.flatMap((step) => wordsFor(step, view)),
        { env: { ...process.env, ...environment } },
      )
    },
    close: server.end,
  }
}

function wordsFor(step: PointerStep, { left, top }: { left: number; top: number }): string[] {
  if (step.do === 'move') return ['mousemove', `${left + step.x}`, `${top + step.y}`]
  return [step.do === 'down' ? 'mousedown' : 'mouseup', step.button === 'left' ? '1' : '3']
}
