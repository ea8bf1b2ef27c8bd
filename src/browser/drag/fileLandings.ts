import type { Landing } from './load.ts'

const landings = new WeakMap<Element, Landing>()

/** Files of the desktop may be dropped on the element, and go below that place, until what is returned is called. */
export function landFiles(element: Element, landing: Landing): () => void {
  landings.set(element, landing)
  return () => landings.delete(element)
}

/** The innermost place that takes files. */
export function fileLandingAt(target: EventTarget | null): { element: HTMLElement; landing: Landing } | undefined {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    const landing = landings.get(element)
    if (landing) return { element: element as HTMLElement, landing }
  }
  return undefined
}
