import type { Step } from './driver.ts'

/** The keys that have no letter. @see https://www.w3.org/TR/webdriver2/#keyboard-actions */
const unlettered: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
}

/** Steps as WebDriver's actions: one a tick, in which the other device rests. @see https://www.w3.org/TR/webdriver2/#actions */
export function actionsOf(steps: readonly Step[]): object[] {
  const rest = { type: 'pause' }
  return [
    { type: 'pointer', id: 'mouse', actions: steps.map((step) => pointerAction(step) ?? rest) },
    { type: 'key', id: 'keyboard', actions: steps.map((step) => keyAction(step) ?? rest) },
  ]
}

function pointerAction(step: Step): object | undefined {
  if (step.do === 'move') return { type: 'pointerMove', x: step.x, y: step.y, duration: 0 }
  const button = 'button' in step && step.button === 'right' ? 2 : 0
  if (step.do === 'down') return { type: 'pointerDown', button }
  return step.do === 'up' ? { type: 'pointerUp', button } : undefined
}

function keyAction(step: Step): object | undefined {
  if (!('key' in step)) return undefined
  return { type: step.do === 'press' ? 'keyDown' : 'keyUp', value: unlettered[step.key] ?? step.key }
}
