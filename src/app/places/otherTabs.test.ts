import { beforeEach, expect, test, vi } from 'vitest'

/** What a tab changes of what all tabs keep, after another one has changed it. */

const kept = new Map<string, string>()
const localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
}
vi.stubGlobal('window', { localStorage })
const { forgetPlaces, toggleFavourite, addRecent: visited } = await import('./places.ts')
const { changeFiles } = await import('../rules/ruleFiles.ts')

const read = (name: string) => JSON.parse(kept.get(name) ?? '{}').state.of
const elsewhere = (name: string, of: object) => kept.set(name, JSON.stringify({ state: { of }, version: 0 }))
const photos = { bucket: 'photos', prefix: '' }
const backup = { bucket: 'backup', prefix: '' }

beforeEach(() => kept.clear())

test('a favourite of another tab stays beside one that is marked here', () => {
  toggleFavourite('me', photos)
  elsewhere('ferry.places', { me: { favourites: [photos, backup], recent: [] } })
  visited('me', photos)
  expect(read('ferry.places').me).toEqual({ favourites: [photos, backup], recent: [photos] })
})

test('places of an account that was signed out elsewhere do not come back', () => {
  visited('other', photos)
  kept.delete('ferry.places')
  visited('me', backup)
  expect(Object.keys(read('ferry.places'))).toEqual(['me'])
})

test('a rule that another tab saved stays beside one that is saved here', () => {
  changeFiles('me', (files) => ({ ...files, a: '1' }))
  elsewhere('ferry.rules', { me: { a: '1', b: '2' } })
  changeFiles('me', (files) => ({ ...files, c: '3' }))
  expect(read('ferry.rules').me).toEqual({ a: '1', b: '2', c: '3' })
})

test('what is no rule file takes no other with it', () => {
  elsewhere('ferry.rules', { me: { a: '1', odd: { of: 'another version' } } })
  changeFiles('me', (files) => ({ ...files, c: '3' }))
  expect(read('ferry.rules').me).toEqual({ a: '1', c: '3' })
})

test('places of an account that signs out do not stay in a storage that is full', () => {
  visited('me', photos)
  localStorage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  expect(() => forgetPlaces('me')).toThrow('full')
  expect(kept.get('ferry.places')).toBeUndefined()
})
