import { describe, expect, test } from 'vitest'
import {
  attributes,
  away,
  clear,
  crashEverywhere,
  far,
  ferry,
  fewOf,
  fill,
  headOf,
  home,
  keysOf,
  move,
  never,
  textAt,
} from '../../../test/crash.ts'
import { MemoryFolder } from '../../../test/disk.ts'
import { extent } from '../../../test/moments.ts'
import { localOver } from '../../hosts/page/files/localFiles.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes, Head } from '../../oss/types.ts'
import { localRef } from '../localFiles.ts'

function carried({ size, crc64, headers, meta, tagCount }: Head) {
  return { size, crc64, headers, meta, tagCount }
}

async function putSmall() {
  await clear(home('work/'))
  await clear(away('work/'))
  await ferry.oss.put({
    at: home('work/a.txt'),
    body: 'hello',
    attributes: { ...attributes, acl: 'public-read' },
    signal: never,
  })
}

/** 6 GiB, by a reference copy of an object that takes no disk. */
async function putLarge() {
  await clear(home('work/'))
  await clear(away('work/'))
  const source = home('large')
  const { etag: ifMatch } = await headOf(source)
  await ferry.oss.copyObject({ at: home('work/a.txt'), source, ifMatch, replace: false, attributes: {}, signal: never })
}

describe(`whatever moment the world ends at: ${extent}`, () => {
  test('a small move ends with one object', async () => {
    await crashEverywhere({
      request: move,
      begin: putSmall,
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(away('work/'))).toEqual(['work/b.txt'])
        expect(await headOf(away('work/b.txt'))).toMatchObject({
          headers: attributes.headers,
          meta: attributes.meta,
          size: 5,
          tagCount: 1,
        })
        expect(await ferry.oss.getAcl({ at: away('work/b.txt'), signal: never })).toBe('public-read')
      },
    })
  })

  test('a metadata edit changes what was asked and keeps the rest', async () => {
    await crashEverywhere({
      request: {
        do: 'change',
        sources: [home('work/a.txt')],
        change: { meta: bytesOfEach({ New: '值', author: null }) },
      },
      begin: putSmall,
      expectEnd: async () => {
        const at = home('work/a.txt')
        expect(await headOf(at)).toMatchObject({
          headers: attributes.headers,
          meta: bytesOfEach({ new: '值', empty: '' }),
          tagCount: 1,
          size: 5,
        })
        expect((await headOf(at)).meta).not.toHaveProperty('author')
        expect(await ferry.oss.getTags({ at, signal: never })).toEqual(attributes.tags)
        expect(await ferry.oss.getAcl({ at, signal: never })).toBe('public-read')
      },
    })
  })

  test.each([
    ['whole', 5],
    ['in three parts', 250 * 1024],
  ])('a move to another region, relayed %s', async (_how, size) => {
    const body = 'x'.repeat(size)
    await crashEverywhere({
      request: { ...move, target: far('work/b.txt'), relay: true },
      places: [home('work/'), far('work/')],
      begin: async () => {
        await clear(home('work/'))
        await clear(far('work/'))
        const given: Attributes = { ...attributes, acl: 'public-read' }
        await ferry.oss.put({ at: home('work/a.txt'), body, attributes: given, signal: never })
      },
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(far('work/'))).toEqual(['work/b.txt'])
        const at = far('work/b.txt')
        expect(await headOf(at)).toMatchObject({
          headers: attributes.headers,
          meta: attributes.meta,
          size,
          tagCount: 1,
        })
        expect(await ferry.oss.getAcl({ at, signal: never })).toBe('public-read')
        expect(await textAt(at)).toBe(body)
      },
    })
  })

  test.each([
    ['whole', 5],
    ['in three parts', 250 * 1024],
  ])('an upload, %s', async (_how, size) => {
    const body = 'x'.repeat(size)
    const file = new File([body], 'a.html', { type: 'text/html', lastModified: 1 })
    const events = await crashEverywhere({
      request: { do: 'upload', sources: [localRef('a.html')], target: away('work/'), conflict: 'ask' },
      places: [away('work/')],
      begin: () => clear(away('work/')),
      local: () => localOver(async () => ({ is: 'sources', handles: [], files: [{ path: 'a.html', file }] })),
      expectEnd: async () => {
        expect(await keysOf(away('work/'))).toEqual(['work/a.html'])
        const at = away('work/a.html')
        expect(await headOf(at)).toMatchObject({ size, headers: { 'Content-Type': 'text/html' } })
        expect(await textAt(at)).toBe(body)
      },
    })
    expect(events).toBeGreaterThan(size === 5 ? 1 : 9)
  })

  test.each([
    ['at once', 5],
    ['in three pieces', 250 * 1024],
  ])('a download, %s', async (_how, size) => {
    const body = 'x'.repeat(size)
    let disk = new MemoryFolder()
    await crashEverywhere({
      request: {
        do: 'download',
        sources: [home('work/')],
        target: localRef('', 'disk'),
        into: 'folder',
        conflict: 'ask',
      },
      places: [home('work/')],
      begin: async () => {
        await clear(home('work/'))
        for (const name of ['a.txt', 'b/c', 'd/']) await fill(home(`work/${name}`), name === 'd/' ? '' : body)
        disk = new MemoryFolder()
      },
      local() {
        const handle = disk as unknown as FileSystemDirectoryHandle
        return localOver(async () => ({ is: 'folder', handle }))
      },
      expectEnd: async () => {
        expect(disk.paths().sort()).toEqual(['work/a.txt', 'work/b/c'])
        const file = await (await disk.getDirectoryHandle('work')).getFileHandle('a.txt')
        expect(new TextDecoder().decode(file.bytes)).toBe(body)
        await (await disk.getDirectoryHandle('work')).getDirectoryHandle('d')
      },
    })
  })

  test('a move of 6 GiB ends with one object and no upload', { timeout: 300_000 }, async () => {
    const before = carried(await headOf(home('large')))
    const events = await crashEverywhere({
      request: move,
      begin: putLarge,
      sample: fewOf('copyPart', 16),
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(away('work/'))).toEqual(['work/b.txt'])
        expect(carried(await headOf(away('work/b.txt')))).toEqual(before)
      },
    })
    expect(events).toBeGreaterThan(100)
  })
})
