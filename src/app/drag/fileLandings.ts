import type { Landing } from './dragged.ts'

/** `spring`: what waiting over the place opens. */
type FileLanding = { landing: Landing; spring: (() => void) | null }

const landings = new WeakMap<Element, FileLanding>()

/** Files of the desktop may be dropped on the element, and go below that place, until what is returned is called. */
export function landFiles(element: Element, landing: Landing, spring: (() => void) | null): () => void {
  landings.set(element, { landing, spring })
  return () => landings.delete(element)
}

/** The innermost place that takes files. */
export function fileLandingAt(target: EventTarget | null): ({ element: HTMLElement } & FileLanding) | undefined {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    const found = landings.get(element)
    if (found) return { element: element as HTMLElement, ...found }
  }
  return undefined
}
