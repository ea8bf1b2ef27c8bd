import { expect, test } from 'vitest'
import { visible } from './visible.ts'

test('control characters are named', () => {
  expect(visible('a\nb\u0000\u007f')).toBe('a⟨U+000A⟩b⟨U+0000⟩⟨U+007F⟩')
})

test('what turns text around or hides is named', () => {
  expect(visible('invoice\u202efdp.exe')).toBe('invoice⟨U+202E⟩fdp.exe')
  expect(visible('zero\u200bwidth\ufeff')).toBe('zero⟨U+200B⟩width⟨U+FEFF⟩')
})

test('a name of nothing but spaces is named, also that of a folder', () => {
  expect(visible('  ')).toBe('⟨U+0020⟩⟨U+0020⟩')
  expect(visible(' /')).toBe('⟨U+0020⟩/')
  for (const name of ['', ' a', 'a ', ' a/', '/']) expect(visible(name)).toBe(name)
})

test('everything else stays as it is', () => {
  for (const name of ['报告 2026.pdf', '👩‍👩‍👧 family.jpg', 'a+b%20#?&', 'é', 'e\u0301', '..'])
    expect(visible(name)).toBe(name)
})
