import type { DropTarget } from './dragData.ts'

/** `spring`: what waiting over the place opens. */
type ForeignTarget = { landing: DropTarget; spring: (() => void) | null }

const targets = new WeakMap<Element, ForeignTarget>()

/** Files of the desktop, and rows of another tab, may be dropped on the element, and go below that place, until what is returned is called. */
export function acceptForeign(element: Element, landing: DropTarget, spring: (() => void) | null): () => void {
  targets.set(element, { landing, spring })
  return () => targets.delete(element)
}

/** The innermost place that takes them. */
export function foreignTargetAt(target: EventTarget | null): ({ element: HTMLElement } & ForeignTarget) | undefined {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    const found = targets.get(element)
    if (found) return { element: element as HTMLElement, ...found }
  }
  return undefined
}
