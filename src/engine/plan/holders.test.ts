import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPrefix } from '../keys.ts'
import { holdersAmong } from './holders.ts'

test('they are those that it begins with, if they end in a slash, and that of its own name', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 6 })
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), name, (places, at) => {
      const holders = places.filter((place) => (isPrefix(place) ? at.startsWith(place) : at === place))
      expect(holdersAmong(places, (place) => place)(at).sort()).toEqual(holders.sort())
    }),
  )
})
