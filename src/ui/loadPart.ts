/** The code of a part of the page did not come: what serves the page is gone, or serves a newer page. */
export class PartNotLoaded extends Error {
  override name = 'PartNotLoaded'
}

/** Loads code on its first use. @throws PartNotLoaded */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new PartNotLoaded('A part of the page did not load', { cause })
  }
}

/** What a click asked for and did not come is told; a part that is drawn says so in its own place. */
export function tellNotLoaded(tell: () => void): void {
  addEventListener('unhandledrejection', (event) => {
    if (!(event.reason instanceof PartNotLoaded)) return
    event.preventDefault()
    tell()
  })
}
