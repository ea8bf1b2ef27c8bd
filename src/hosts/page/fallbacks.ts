/**
 * Some browsers and settings deny a page a part of what it is built on: then touching it throws, where nobody expects that. Each gets a
 * stand-in that lasts as long as the page, and its name in `missingFeatures`, so that the page can say what does not work. Imported before
 * everything else.
 */

/** `storage`: choices are not kept. `database`, `worker`, `channel`: jobs can't run. */
export type MissingFeature = 'storage' | 'database' | 'worker' | 'channel'

type Scope = Partial<Pick<Window & typeof globalThis, 'localStorage' | 'sessionStorage' | 'BroadcastChannel'>> & {
  indexedDB?: unknown
  Worker?: unknown
}

/** Gives a page what it lacks, as far as that is possible, and tells what that is. */
export function installFallbacks(scope: Scope): MissingFeature[] {
  const kept = [forgiving(scope, 'localStorage'), forgiving(scope, 'sessionStorage')]
  const found: [MissingFeature, boolean][] = [
    ['storage', kept.includes(false)],
    ['database', !reads(() => scope.indexedDB)],
    ['worker', !scope.Worker],
    ['channel', !scope.BroadcastChannel],
  ]
  if (!scope.BroadcastChannel) define(scope, 'BroadcastChannel', Alone)
  return found.filter(([, isMissing]) => isMissing).map(([name]) => name)
}

/** A storage that takes what it can: one that is full or denied is no reason for a click to fail. False where it keeps nothing. */
function forgiving(scope: Scope, name: 'localStorage' | 'sessionStorage'): boolean {
  const real = reads(() => scope[name]) as Storage | undefined
  const own = new Map<string, { value: string; over: string | null }>()
  const there = (key: string) => real?.getItem(key) ?? null
  define(scope, name, {
    getItem: (key: string) => {
      const held = own.get(key)
      // What another tab has written since is newer, and must not be written over by what comes of this.
      return held && held.over === there(key) ? held.value : there(key)
    },
    setItem: (key: string, value: string) => {
      if (store(real, key, value)) own.delete(key)
      else own.set(key, { value, over: there(key) })
    },
    removeItem: (key: string) => {
      own.delete(key)
      real?.removeItem(key)
    },
  })
  return real !== undefined
}

function store(real: Storage | undefined, key: string, value: string): boolean {
  try {
    real?.setItem(key, value)
    return real !== undefined
  } catch {
    // Full. What is there is older than what this page holds now, but all that other tabs and a reload would find.
    return false
  }
}

function reads(read: () => unknown): unknown {
  try {
    return read() ?? undefined
  } catch {
    return undefined
  }
}

function define(scope: Scope, name: string, value: unknown): void {
  Object.defineProperty(scope, name, { value, configurable: true })
}

/** The channel of a page that no other tab can hear. */
class Alone extends EventTarget {
  postMessage(): void {}
  close(): void {}
}

/** What this browser lacks. Last, since it needs all of the above. */
export const missingFeatures: readonly MissingFeature[] = typeof window === 'undefined' ? [] : installFallbacks(window)
