import { expect, test } from 'vitest'
import { installFallbacks } from './fallbacks.ts'

type Scope = Parameters<typeof installFallbacks>[0]

/** A page whose browser denies everything. */
function denied(): Scope {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  const names = ['localStorage', 'sessionStorage', 'indexedDB']
  return Object.defineProperties(
    {},
    Object.fromEntries(names.map((name) => [name, { get: refuse, configurable: true }])),
  )
}

function storage(most: number) {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > most) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage
}

const whole = () => ({
  localStorage: storage(9),
  sessionStorage: storage(9),
  indexedDB: {},
  Worker: Object,
  BroadcastChannel,
})

test('a browser that has everything lacks nothing', () => {
  expect(installFallbacks(whole())).toEqual([])
})

test('what is denied or missing is named, and can be used all the same', () => {
  const scope = denied()
  expect(installFallbacks(scope)).toEqual(['storage', 'database', 'worker', 'channel'])
  scope.localStorage?.setItem('a', 'b')
  expect(scope.localStorage?.getItem('a')).toBe('b')
  scope.localStorage?.removeItem('a')
  expect(scope.localStorage?.getItem('a')).toBeNull()
  if (scope.BroadcastChannel) new scope.BroadcastChannel('a').postMessage('nobody hears')
})

test('what a full storage does not take lasts as long as the page, and does not take what was there before with it', () => {
  const scope = whole()
  const real = scope.localStorage
  installFallbacks(scope)
  scope.localStorage.setItem('a', 'short')
  scope.localStorage.setItem('a', 'much too long')
  expect(scope.localStorage.getItem('a')).toBe('much too long')
  expect(real.getItem('a')).toBe('short')
  scope.localStorage.setItem('a', 'fits')
  expect([scope.localStorage.getItem('a'), real.getItem('a')]).toEqual(['fits', 'fits'])
  scope.localStorage.setItem('a', 'much too long')
  scope.localStorage.removeItem('a')
  expect([scope.localStorage.getItem('a'), real.getItem('a')]).toEqual([null, null])
})

test('what another tab has written since is newer than what a full storage did not take', () => {
  const scope = whole()
  const elsewhere = scope.localStorage
  installFallbacks(scope)
  scope.localStorage.setItem('a', 'short')
  scope.localStorage.setItem('a', 'much too long')
  elsewhere.setItem('a', 'theirs')
  expect(scope.localStorage.getItem('a')).toBe('theirs')
  scope.localStorage.setItem('a', 'much too long')
  elsewhere.removeItem('a')
  expect(scope.localStorage.getItem('a')).toBeNull()
})
