import { expect, test } from 'vitest'
import { MemoryFolder } from '../../../test/disk.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { sourcesOf } from '../../hosts/page/sourceNames.ts'
import { droppedSources } from './dropped.ts'

type Tree = { [name: string]: string | Tree }

/** A folder as a drop shows it: its handle lists only some names, its entry all. */
async function dropped(name: string, tree: Tree) {
  const handle = new MemoryFolder(name)
  await fill(handle, tree)
  return {
    kind: 'file',
    getAsFileSystemHandle: async () => handle,
    webkitGetAsEntry: () => entryOf(name, tree),
    getAsFile: () => null,
  }
}

async function fill(folder: MemoryFolder, tree: Tree): Promise<void> {
  for (const [name, inside] of Object.entries(tree)) {
    if (/^~|:|^desktop/.test(name)) continue
    if (typeof inside === 'string') (await folder.getFileHandle(name, { create: true })).write(inside)
    else await fill(await folder.getDirectoryHandle(name, { create: true }), inside)
  }
}

function entryOf(name: string, inside: string | Tree): object {
  if (typeof inside === 'string')
    return { name, isFile: true, file: (done: (file: File) => void) => done(new File([inside], name)) }
  const batches = [Object.entries(inside).map(([child, below]) => entryOf(child, below)), []]
  return {
    name,
    isFile: false,
    createReader: () => ({ readEntries: (done: (some: unknown) => void) => done(batches.shift()) }),
  }
}

test('what a handle of a dropped folder does not list comes as plain files; nothing comes twice', async () => {
  const tree = { 'a.txt': '1', '~b': '2', sub: { 'c:d': '3', 'com¹': '4', e: '5' }, 'x:y': { z: '6' } }
  const items = [await dropped('f', tree), await dropped('f', { 'desktop.ini': '7', g: '8' })]
  const chosen = await droppedSources({ items } as unknown as DataTransfer)
  expect((await sourcesOf(chosen)).map(({ key }) => key)).toEqual(['f/', 'f (1)/'])
  const local = localOver(async () => chosen)
  const found: Record<string, string> = {}
  for (const folder of ['f/', 'f (1)/'])
    for await (const page of local.walk(folder))
      for (const { path, size, modified } of page)
        found[path] = new TextDecoder().decode(await local.read({ key: path, size, modified }, 0, size))
  expect(Object.entries(found)).toEqual([
    ['f/a.txt', '1'],
    ['f/sub/c:d', '3'],
    ['f/sub/com¹', '4'],
    ['f/sub/e', '5'],
    ['f/x:y/z', '6'],
    ['f/~b', '2'],
    ['f (1)/desktop.ini', '7'],
    ['f (1)/g', '8'],
  ])
})

test('without handles a file is taken for itself, whatever its entry gives; one that can not be read is named', async () => {
  const entry = { isFile: true, file: (_: unknown, fail: (error: unknown) => void) => fail(new DOMException('')) }
  const unreadable = Object.assign(new File(['2'], 'b.txt'), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }),
  })
  const items = [new File(['1'], 'a.txt'), unreadable].map((file) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ ...entry, name: file.name }),
    getAsFile: () => file,
  }))
  const { files } = await droppedSources({ items } as unknown as DataTransfer)
  expect(files.map(({ path, file }) => [path, file?.size])).toEqual([
    ['a.txt', 1],
    ['b.txt', undefined],
  ])
})
