import { fileLandingAt } from '../drag/fileLandings.ts'
import type { Landing } from '../drag/load.ts'

type Watch = {
  follow: (event: DragEvent, landing: Landing | undefined) => void
  land: (data: DataTransfer, landing: Landing) => unknown
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
    const at = fileLandingAt(event.target)
    event.dataTransfer.dropEffect = at ? 'copy' : 'none'
    light(at?.element)
    follow(event, at?.landing)
  }
  const drop = ({ target, dataTransfer: data }: DragEvent) => {
    stop()
    const at = fileLandingAt(target)
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

/** As rows that hover light it up. */
function createLight() {
  let lit: HTMLElement | undefined
  return (element: HTMLElement | undefined) => {
    if (lit !== element) delete lit?.dataset.over
    lit = element
    if (element) element.dataset.over = 'welcome'
  }
}
