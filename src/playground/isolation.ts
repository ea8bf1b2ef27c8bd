/**
 * The playground stands beside the real page, on the same origin: nothing of it may be found there, and nothing leaves. Storage and database
 * last as long as the page; what is asked of the gateway is answered as the state says, or never. Imported before everything else.
 */
import 'fake-indexeddb/auto'
import { FakeSocket, wire } from './wire.ts'

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

const kept = [new Map<string, string>(), new Map<string, string>()] as const

/** As on a first visit. */
export function resetStorage(): void {
  for (const storage of kept) storage.clear()
}

function memory(storage: Map<string, string>): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  return {
    getItem: (key) => storage.get(key) ?? null,
    setItem: (key, value) => void storage.set(key, value),
    removeItem: (key) => void storage.delete(key),
  }
}

const RealSocket = globalThis.WebSocket

define('localStorage', memory(kept[0]))
define('sessionStorage', memory(kept[1]))
// Those of other tabs, and their worker, are of the real page.
define(
  'BroadcastChannel',
  class extends EventTarget {
    postMessage(): void {}
    close(): void {}
  },
)
// Vite's own socket stays.
define('WebSocket', function Socket(this: unknown, url: string, protocols?: string | string[]) {
  return new URL(url).pathname === '/gateway' ? new FakeSocket() : new RealSocket(url, protocols)
} as unknown)
define('fetch', async (url: string) => {
  if (url === location.pathname) return new Response(null, { headers: { 'x-ferry': 'gateway' } })
  if (url === '/local-oss.json' && wire.local) return Response.json(wire.local)
  return new Promise(() => {})
})
