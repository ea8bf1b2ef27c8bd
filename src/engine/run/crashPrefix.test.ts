import { describe, expect, test } from 'vitest'
import {
  attributes,
  away,
  clear,
  crashEverywhere,
  ferry,
  fill,
  headOf,
  home,
  keysOf,
  move,
  textAt,
} from '../../../test/crash.ts'
import { extent, isAll } from '../../../test/moments.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'

describe(`whatever moment the world ends at, of a prefix: ${extent}`, () => {
  const names = isAll ? ['', '1', '2', 'sub/3', 'sub/中 +%'] : ['', '1', 'sub/中 +%']

  // The last two decide as the first two do, by another look.
  test.each(
    isAll
      ? (['replace', 'skip', 'keepBoth', 'newer', 'different'] as const)
      : (['replace', 'skip', 'keepBoth'] as const),
  )('a prefix moves onto another, in its way: %s', async (conflict) => {
    await crashEverywhere({
      request: { ...move, sources: [home('work/')], target: away('work/'), conflict, keepAcl: false },
      begin: async () => {
        await clear(home('work/'))
        await clear(away('work/'))
        // A minute older: OSS tells times in whole seconds.
        ferry.store.settings.clockOffset = -60_000
        await fill(away('work/1'), 'theirs')
        ferry.store.settings.clockOffset = 0
        for (const name of names) await fill(home(`work/${name}`), `mine ${name}`)
      },
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual(conflict === 'skip' ? ['work/1'] : [])
        const both = conflict === 'keepBoth' ? ['work/1 (1)'] : []
        expect((await keysOf(away('work/'))).sort()).toEqual([...names.map((name) => `work/${name}`), ...both].sort())
        const kept = conflict === 'skip' || conflict === 'keepBoth'
        expect(await textAt(away('work/1'))).toBe(kept ? 'theirs' : 'mine 1')
        for (const name of names.filter((one) => one !== '1'))
          expect(await textAt(away(`work/${name}`))).toBe(`mine ${name}`)
        if (conflict === 'keepBoth') expect(await textAt(away('work/1 (1)'))).toBe('mine 1')
      },
    })
  })

  /** The same bytes in several places: only their names tell them apart. */
  const nested = isAll ? ['', 'x', 'b/x', 'b/b/x', 'b/c/x', 'z/中'] : ['', 'x', 'b/x', 'b/c/x']
  const twins = new Set(['x', 'b/x'])
  const bodyOf = (name: string) => (twins.has(name) ? 'twin' : `this is ${name}`)
  test.each([
    ['a/', 'a/b/'],
    ['a/', 'a/b/c/'],
    ['a/b/', 'a/'],
  ])('a prefix moves from %s to %s', { timeout: 120_000 }, async (from, to) => {
    await crashEverywhere({
      request: { ...move, sources: [home(from)], target: home(to), keepAcl: false, conflict: 'replace' },
      places: [home('a/')],
      begin: async () => {
        await clear(home('a/'))
        for (const name of nested) await fill(home(from + name), bodyOf(name))
      },
      expectEnd: async () => {
        expect((await keysOf(home('a/'))).sort()).toEqual(nested.map((name) => to + name).sort())
        for (const name of nested) {
          expect(await textAt(home(to + name))).toBe(bodyOf(name))
          expect(await headOf(home(to + name))).toMatchObject({ meta: attributes.meta, tagCount: 1 })
        }
      },
    })
  })

  test('the metadata of a prefix is edited', async () => {
    await crashEverywhere({
      request: {
        do: 'change',
        sources: [home('work/')],
        change: { headers: bytesOfEach({ 'Cache-Control': 'no-cache' }) },
      },
      begin: async () => {
        await clear(home('work/'))
        for (const name of names) await fill(home(`work/${name}`), name)
      },
      expectEnd: async () => {
        expect((await keysOf(home('work/'))).sort()).toEqual(names.map((name) => `work/${name}`).sort())
        for (const name of names) {
          const head = await headOf(home(`work/${name}`))
          expect(head).toMatchObject({
            headers: { ...attributes.headers, 'Cache-Control': 'no-cache' },
            meta: attributes.meta,
            tagCount: 1,
          })
        }
      },
    })
  })
})
