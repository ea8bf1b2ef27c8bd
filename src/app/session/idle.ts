import { lock, useSession } from './session.ts'

/** Minutes without a key or a pointer, in any tab, after which the keys are dropped; 0: never. */
export const idleChoices = [15, 60, 480, 0] as const
const usual = 480
const chosenAs = 'ferry.lockAfter'
const usedAs = 'ferry.used'
/** ms */
const minute = 60_000

export function chosenIdle(): number {
  const chosen = Number(localStorage.getItem(chosenAs) ?? usual)
  return idleChoices.find((choice) => choice === chosen) ?? usual
}

export function chooseIdle(minutes: number): void {
  localStorage.setItem(chosenAs, String(minutes))
}

/** From now on the session is locked when nobody has used it for so long. Work that is under way is waited for: it needs the keys. */
export function lockWhenIdle(hasWork: () => boolean): void {
  for (const event of ['pointerdown', 'keydown', 'wheel'] as const)
    addEventListener(event, noteUse, { capture: true, passive: true })
  setInterval(() => {
    const limit = chosenIdle() * minute
    const isOpen = useSession.getState().accounts.length > 0
    if (isOpen && limit > 0 && Date.now() - lastUse() > limit && !hasWork()) void lock()
  }, minute / 2)
  noteUse()
}

let noted = 0

function noteUse(): void {
  if (Date.now() - noted < minute / 2) return
  noted = Date.now()
  localStorage.setItem(usedAs, String(noted))
}

function lastUse(): number {
  return Math.max(noted, Number(localStorage.getItem(usedAs)))
}
