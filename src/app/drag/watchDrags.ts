import type { DragKeys } from '../requests/requests.ts'
import type { DropTarget } from './dragData.ts'
import { foreignTargetAt } from './foreignTargets.ts'
import { isOwnDrag } from './otherTabs.ts'
import { springDelay } from './useDropTarget.ts'

type Watch = {
  follow: (event: DragEvent, landing: DropTarget | undefined) => void
  land: (data: DataTransfer, landing: DropTarget, keys: DragKeys) => unknown
  end: () => void
}

/**
 * Follows what comes over the page from elsewhere and carries data of that type, lights up the place under it, and tells where it lands.
 * Returns the way to stop.
 */
export function watchDrags(type: string, { follow, land, end }: Watch): () => void {
  const light = createLight()
  const stop = () => {
    light(undefined)
    end()
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes(type) || isOwnDrag(event.dataTransfer)) return
    const at = foreignTargetAt(event.target)
    event.dataTransfer.dropEffect = at ? 'copy' : 'none'
    light(at?.element, at?.spring)
    follow(event, at?.landing)
  }
  const drop = (event: DragEvent) => {
    const { target, dataTransfer: data } = event
    stop()
    const at = foreignTargetAt(target)
    if (at && data?.types.includes(type) && !isOwnDrag(data)) land(data, at.landing, event)
  }
  const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && stop()
  const ears = new AbortController()
  const { signal } = ears
  addEventListener('dragover', over, { signal })
  addEventListener('drop', drop, { signal })
  addEventListener('dragleave', leave, { signal })
  return () => {
    ears.abort()
    stop()
  }
}

/** As rows that hover do: the place lights up, and who waits over it is taken there. */
function createLight() {
  let lit: HTMLElement | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  return (element: HTMLElement | undefined, spring?: (() => void) | null) => {
    if (lit === element) return
    delete lit?.dataset.over
    clearTimeout(waiting)
    lit = element
    if (element) element.dataset.over = 'welcome'
    if (spring) waiting = setTimeout(spring, springDelay)
  }
}
