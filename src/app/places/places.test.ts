import { expect, test } from 'vitest'
import { placesIn } from './places.ts'

const place = { bucket: 'b', prefix: 'p/' }

test('places come back as they were kept', () => {
  const kept = {
    of: {
      me: {
        favourites: [place],
        recent: [
          { ...place, search: 'x' },
          { ...place, isFlat: true },
        ],
      },
    },
  }
  expect(placesIn(kept)).toEqual(kept)
})

test.each([
  undefined,
  null,
  'text',
  [],
  { of: null },
  { of: [1] },
  { of: { me: null } },
  { of: { me: { favourites: 'x', recent: [null, 1, {}, { bucket: 1, prefix: '' }, { bucket: 'b' }] } } },
  {
    of: {
      me: {
        favourites: [
          { ...place, search: {} },
          { ...place, bucket: '' },
        ],
      },
    },
  },
])('of %j nothing that is no place comes in', (stored) => {
  const { of } = placesIn(stored)
  for (const kept of Object.values(of)) expect(kept).toEqual({ favourites: [], recent: [] })
})
