import { expect, test } from 'vitest'
import { formOf, searchOf } from './searchForm.ts'

test.each([
  '',
  'report',
  '*.png 西湖',
  'a size>=10MB size<=1GB date>=2026-01-01 date<=2026-01-31 class:IA type:png',
  'size>=1k',
  'size>5 report',
  '"size>=1" "two type:png words" class:IA',
])('%j is the same after a look at the form', (search) => {
  expect(searchOf(formOf(search)).split(' ').sort()).toEqual(search.split(' ').sort())
})

test('a size with a space in it is one word', () => {
  expect(searchOf({ ...formOf(''), larger: '10 MB', storageClass: 'Archive' })).toBe('size>=10MB class:Archive')
})
