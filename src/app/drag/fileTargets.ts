import type { DropTarget } from './dragData.ts'

/** `spring`: what waiting over the place opens. */
type FileTarget = { landing: DropTarget; spring: (() => void) | null }

const targets = new WeakMap<Element, FileTarget>()

/** Files of the desktop may be dropped on the element, and go below that place, until what is returned is called. */
export function acceptFiles(element: Element, landing: DropTarget, spring: (() => void) | null): () => void {
  targets.set(element, { landing, spring })
  return () => targets.delete(element)
}

/** The innermost place that takes files. */
export function fileTargetAt(target: EventTarget | null): ({ element: HTMLElement } & FileTarget) | undefined {
  for (let element = target instanceof Element ? target : null; element; element = element.parentElement) {
    const found = targets.get(element)
    if (found) return { element: element as HTMLElement, ...found }
  }
  return undefined
}
