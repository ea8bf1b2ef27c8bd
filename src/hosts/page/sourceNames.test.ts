import { expect, test } from 'vitest'
import type { ChosenSources, NamedFile } from './chosen.ts'
import { grouped, sourcesOf, withFiles } from './sourceNames.ts'

const none: ChosenSources = { is: 'sources', handles: [], files: [] }
const named = (...paths: string[]): NamedFile[] => paths.map((path) => ({ path, file: new File([path], '') }))
const keysOf = async (chosen: ChosenSources) => (await sourcesOf(chosen)).map(({ key }) => key)

test('plain files of one name, and folders of one name, are each their own source', async () => {
  const chosen = await withFiles(none, [named('x.txt'), named('x.txt'), named('d/a', 'd/b'), named('d/a'), named('d')])
  expect(chosen.files.map(({ path }) => path)).toEqual(['x.txt', 'x (1).txt', 'd/a', 'd/b', 'd (1)/a', 'd'])
  expect(await keysOf(chosen)).toEqual(['x.txt', 'x (1).txt', 'd/', 'd (1)/', 'd'])
})

test('a number that somebody has already is not given again', async () => {
  expect(await keysOf(await withFiles(none, [named('x'), named('x'), named('x (1)')]))).toEqual(['x', 'x (2)', 'x (1)'])
})

test('what is chosen one by one comes together again under the same names', async () => {
  const first = await withFiles(none, grouped(named('x.txt', 'd/a', 'd/b')))
  expect(await keysOf(await withFiles(first, grouped(named('x.txt'))))).toEqual(['x.txt', 'd/', 'x (1).txt'])
})
