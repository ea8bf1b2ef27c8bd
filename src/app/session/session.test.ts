import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Sealed } from './sealing.ts'

/** A new tab that asks the others for the session, with the parts of a browser that Node lacks. */

const other = new BroadcastChannel('ferry-session')
const stored = new Map<string, string>()
const storage = {
  getItem: (name: string) => stored.get(name) ?? null,
  setItem: (name: string, value: string) => void stored.set(name, value),
  removeItem: (name: string) => void stored.delete(name),
}
const none = { getItem: () => null, setItem: () => {}, removeItem: () => {} }
const account = { id: 'me', name: 'me', accessKeyId: 'a', region: 'r', endpoint: 'http://x' }
const sealed: Sealed = { half: 'half', salt: 'c2FsdA==', iv: 'aXY=', box: 'Ym94', accounts: [account] }
const junk = [
  null,
  undefined,
  7,
  'asked',
  [],
  {},
  { is: 'changed' },
  { is: 'changed', tab: 7 },
  { is: 'changed', tab: { ...sealed, salt: 1 } },
  { is: 'changed', tab: { ...sealed, accounts: [null] } },
  { is: '__proto__', tab: sealed },
]

beforeAll(() => {
  vi.stubGlobal('sessionStorage', storage)
  vi.stubGlobal('localStorage', none)
  vi.stubGlobal('indexedDB', { deleteDatabase: () => ({}) })
  vi.stubGlobal('fetch', async () => new Response('{"code":"NoSuchHalf"}', { status: 404 }))
  vi.stubGlobal('navigator', {
    locks: { query: async () => ({ held: [{ name: 'ferry-session' }] }), request: async () => {} },
  })
})
afterAll(() => {
  other.close()
  vi.unstubAllGlobals()
})

test('what another new tab asks is no answer, nor is junk; the one that has a session is heard, before and after', async () => {
  other.onmessage = ({ data }) => {
    if (data.is !== 'asked') return
    for (const one of junk) other.postMessage(one)
    other.postMessage({ is: 'asked' })
    other.postMessage({ is: 'changed', tab: sealed })
  }
  const { openSession, useSession } = await import('./session.ts')
  await openSession()
  expect(useSession.getState()).toMatchObject({ status: 'open', locked: [account] })
  for (const one of junk) other.postMessage(one)
  const another = { ...account, id: 'other' }
  other.postMessage({ is: 'changed', tab: { ...sealed, accounts: [another] } })
  await expect.poll(() => useSession.getState().locked).toMatchObject([another])
})
