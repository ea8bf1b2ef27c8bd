import { type Language, languages } from '../i18n/i18n.ts'
import { type Mode, modes } from '../ui/theme/mode.ts'
import { parts } from './parts.ts'

/** What stands on the page, as its address says. `isBare`: without the bar, for a picture. */
export type Choice = {
  part: string
  state: string
  language: Language
  theme: Mode
  isBare: boolean
}

/** What is not there is taken for the first that is. */
export function choiceIn(search: string): Choice {
  const asked = new URLSearchParams(search)
  const one = <Name extends string>(name: string, of: readonly Name[]): Name =>
    of.find((each) => each === asked.get(name)) ?? (of[0] as Name)
  const part = one('part', Object.keys(parts))
  return {
    part,
    state: one('state', Object.keys(parts[part]?.states ?? {})),
    language: one('language', languages.toReversed()),
    theme: one('theme', modes),
    isBare: asked.has('bare'),
  }
}

function searchOf({ isBare, ...choice }: Choice): string {
  return `?${new URLSearchParams({ ...choice, ...(isBare && { bare: '' }) })}`
}

/** Without a new load of the page. */
export function choose(choice: Choice): void {
  history.pushState(null, '', `${searchOf(choice)}#/`)
  dispatchEvent(new PopStateEvent('popstate'))
}
