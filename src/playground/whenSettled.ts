/** ms in which nothing changes any more. */
const calm = 80

/** Resolves when the screen stands still, and waits for nothing that is still to be loaded. */
export async function whenSettled(): Promise<void> {
  do await quiet()
  while (isLoading())
}

function quiet(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      observer.disconnect()
      resolve()
    }
    let timer = setTimeout(end, calm)
    const observer = new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(end, calm)
    })
    // A window that opens changes its classes alone.
    const watched = { subtree: true, childList: true, characterData: true, attributeFilter: ['class'] }
    observer.observe(document.body, watched)
  })
}

/** As much of React's own tree as is read here. */
type Fiber = { tag: number; memoizedState: unknown; child: Fiber | null; sibling: Fiber | null }
const suspense = 13

/** React holds back what was loaded for a third of a second, and tells nobody: a place that waits is known by its state alone. */
function isLoading(): boolean {
  const root = document.getElementById('root') as unknown as Record<string, { stateNode: { current: Fiber } }>
  const name = Object.keys(root).find((key) => key.startsWith('__reactContainer$'))
  if (name === undefined) throw new Error('React keeps its tree elsewhere')
  return waits(root[name]?.stateNode.current ?? null)
}

function waits(fiber: Fiber | null): boolean {
  if (!fiber) return false
  if (fiber.tag === suspense && fiber.memoizedState !== null) return true
  return waits(fiber.child) || waits(fiber.sibling)
}
