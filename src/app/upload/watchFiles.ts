import type { DropTarget } from '../drag/dragData.ts'
import { fileTargetAt } from '../drag/fileTargets.ts'
import { springDelay } from '../drag/useDropTarget.ts'

type Watch = {
  follow: (event: DragEvent, landing: DropTarget | undefined) => void
  land: (data: DataTransfer, landing: DropTarget) => unknown
  end: () => void
}

/** Follows files over the page, lights up the place under them, and tells where they land. Returns the way to stop. */
export function watchFiles({ follow, land, end }: Watch): () => void {
  const light = createLight()
  const stop = () => {
    light(undefined)
    end()
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    const at = fileTargetAt(event.target)
    event.dataTransfer.dropEffect = at ? 'copy' : 'none'
    light(at?.element, at?.spring)
    follow(event, at?.landing)
  }
  const drop = ({ target, dataTransfer: data }: DragEvent) => {
    stop()
    const at = fileTargetAt(target)
    if (at && data?.types.includes('Files')) land(data, at.landing)
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
