/** `named`: its whole name, as a screen reader says it; `called`: its beginning. `saying`: some of its text. `inside`: only what lies in such an element. */
export type Target = { css: string; named?: string; called?: string; saying?: string; inside?: string }

/** x, y: its middle. `isReached`: a pointer there would touch it. */
export type Seen = { x: number; y: number; text: string; value: string; isFocused: boolean; isReached: boolean }

/** Runs in the page: all that a person would see of what is meant. `scrolls`: until the first of it is in view. */
export function look({ css, named, called = '', saying, inside = 'body' }: Target, scrolls: boolean): Seen[] {
  const tidy = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim()
  const byId = (ids: string) => ids.split(' ').map((id) => document.getElementById(id)?.textContent)
  const nameOf = (element: HTMLInputElement) => {
    const labels = [...(element.labels ?? [])].map(({ textContent }) => textContent)
    const [label, labelled] = ['aria-label', 'aria-labelledby'].map((name) => element.getAttribute(name))
    return tidy(label ?? (labelled ? byId(labelled) : labels.length > 0 ? labels : [element.textContent]).toString())
  }
  const isMeant = (element: HTMLInputElement) =>
    (named === undefined || nameOf(element) === named) &&
    nameOf(element).startsWith(called) &&
    (saying === undefined || tidy(element.textContent).includes(saying)) &&
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 0
  const seen = (element: HTMLInputElement) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)]
    const isFocused = document.activeElement === element
    const isReached = !element.disabled && element.contains(document.elementFromPoint(x, y))
    return { x, y, text: tidy(element.textContent), value: element.value ?? '', isFocused, isReached }
  }
  const places = document.querySelectorAll(inside)
  const found = [...places].flatMap((within) => [...within.querySelectorAll<HTMLInputElement>(css)])
  const meant = found.filter(isMeant)
  // Of elements that lie in each other the innermost: what says a thing, not what holds it.
  const inner = meant.filter((element) => !meant.some((other) => other !== element && element.contains(other)))
  const [{ y = 0 } = {}] = inner.map(seen)
  if (scrolls && (y < 0 || y > innerHeight)) inner[0]?.scrollIntoView({ block: 'center' })
  return inner.map(seen)
}
