import type { Oss, Ref } from '../../oss/types.ts'

const first = 2_000
const longest = 60_000

/**
 * Looks at objects that are being restored, with growing pauses, until all can be read; then resolves with their number. An object that
 * can't be looked at any more (gone, signed out) is no longer waited for.
 */
export async function watchRestores({ oss, refs }: { oss: Oss; refs: readonly Ref[] }): Promise<number> {
  let waiting = [...refs]
  let ready = 0
  for (let pause = first; waiting.length > 0; pause = Math.min(longest, pause * 1.5)) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    const states = await Promise.all(waiting.map((at) => stateOf(oss, at)))
    ready += states.filter((state) => state === 'ready').length
    waiting = waiting.filter((_, n) => states[n] === 'waiting')
  }
  return ready
}

async function stateOf(oss: Oss, at: Ref): Promise<'ready' | 'waiting' | 'lost'> {
  const { signal } = new AbortController()
  const head = await oss.head({ at, signal }).catch(() => undefined)
  if (!head) return 'lost'
  return head.restore?.ongoing ? 'waiting' : 'ready'
}
