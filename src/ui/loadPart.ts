/** The code of a part of the page did not come: what serves the page is gone, or serves a newer page. */
export class PartNotLoaded extends Error {
  override name = 'PartNotLoaded'
}

/** A page that is about to go loses what it was loading; nobody is there to hear of it. */
let isLeaving = false

/** Loads code on its first use. @throws PartNotLoaded */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    if (!isLeaving) throw new PartNotLoaded('A part of the page did not load', { cause })
    await stays()
    return loadPart(load)
  }
}

/** A second later, if the page is still there: somebody may have chosen to stay. */
async function stays(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000))
  isLeaving = false
}

/** What a click asked for and did not come is told; a part that is drawn says so in its own place. */
export function tellNotLoaded(tell: () => void): void {
  addEventListener('beforeunload', () => {
    isLeaving = true
  })
  addEventListener('unhandledrejection', (event) => {
    if (!(event.reason instanceof PartNotLoaded)) return
    event.preventDefault()
    tell()
  })
}
