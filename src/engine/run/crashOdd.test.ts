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
  never,
  textAt,
} from '../../../test/crash.ts'
import { extent } from '../../../test/moments.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'

const moveAll = { ...move, sources: [home('work/')], target: away('work/'), keepAcl: false }
const textsBelow = async (at: (key: string) => ReturnType<typeof home>, prefix: string) => {
  const keys = await keysOf(at(prefix))
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await textAt(at(key))])))
}

describe(`whatever moment the world ends at, of what is out of the ordinary: ${extent}`, () => {
  test.each([
    ['the same bytes', 'same', 'same'],
    ['bytes of their own', 'one', 'two'],
  ])('the free name for one is the name of another, with %s', async (_which, x, x1) => {
    await crashEverywhere({
      request: { ...moveAll, conflict: 'keepBoth' },
      begin: async () => {
        for (const at of [home, away]) await clear(at('work/'))
        await fill(away('work/x'), 'theirs')
        await fill(home('work/x'), x)
        await fill(home('work/x (1)'), x1)
      },
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await textsBelow(away, 'work/')).toEqual({ 'work/x': 'theirs', 'work/x (1)': x1, 'work/x (2)': x })
      },
    })
  })

  test.each(['skip', 'keepBoth'] as const)('links move, and their own copies are no conflict: %s', async (conflict) => {
    await crashEverywhere({
      request: { ...moveAll, conflict },
      begin: async () => {
        for (const at of [home, away]) await clear(at('work/'))
        await fill(home('work/x'), 'x')
        await ferry.oss.putSymlink({ at: home('work/link'), target: 'work/x', signal: never })
        await ferry.oss.putSymlink({ at: home('work/dangling'), target: 'nowhere', signal: never })
      },
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        expect(await keysOf(away('work/'))).toEqual(['work/dangling', 'work/link', 'work/x'])
        expect(await ferry.oss.getSymlink({ at: away('work/dangling'), signal: never })).toBe('nowhere')
      },
    })
  })

  test('an object of parts, whose ETag an edit changes, gets metadata, tags and ACL', async () => {
    const at = home('work/parts')
    const tags = [{ key: 'new', value: '标签' }]
    await crashEverywhere({
      request: { do: 'change', sources: [at], change: { meta: bytesOfEach({ n: '1' }), tags, acl: 'public-read' } },
      begin: async () => {
        await clear(home('work/'))
        const uploadId = await ferry.oss.initiate({ at, attributes, signal: never })
        const body = new Blob(['x'.repeat(200_000)])
        const { etag } = await ferry.oss.uploadPart({ at, uploadId, number: 1, body, signal: never })
        await ferry.oss.complete({ at, uploadId, parts: [{ number: 1, size: body.size, etag }], signal: never })
      },
      expectEnd: async () => {
        const { headers, meta } = attributes
        expect(await headOf(at)).toMatchObject({ headers, meta: { ...meta, n: '1' }, size: 200_000 })
        expect(await ferry.oss.getTags({ at, signal: never })).toEqual(tags)
        expect(await ferry.oss.getAcl({ at, signal: never })).toBe('public-read')
      },
    })
  })
})

describe.each(['Enabled', 'Suspended'] as const)(`in buckets with versions, %s: ${extent}`, (status) => {
  const versioned = (bucket: string) =>
    ferry.oss.putVersioning({ bucket: { bucket, region: 'cn-hangzhou' }, status, signal: never })
  const versionsOf = async (prefix: string) =>
    (await ferry.oss.listVersions({ at: home(prefix), signal: never })).versions

  test('the free name for one is not that of another, which nothing would protect', async () => {
    await versioned('away')
    await crashEverywhere({
      request: { ...moveAll, conflict: 'keepBoth' },
      begin: async () => {
        for (const at of [home, away]) await clear(at('work/'))
        await fill(away('work/x'), 'theirs')
        await fill(home('work/x'), 'one')
        await fill(home('work/x (1)'), 'two')
      },
      expectEnd: async () => {
        expect(await keysOf(home('work/'))).toEqual([])
        const texts = { 'work/x': 'theirs', 'work/x (1)': 'two', 'work/x (2)': 'one' }
        expect(await textsBelow(away, 'work/')).toEqual(texts)
      },
    })
  })

  test('a source gets one delete marker, though the answer of the DELETE is lost', async () => {
    await versioned('home')
    await crashEverywhere({
      request: { ...moveAll, conflict: 'newer' },
      begin: async () => {
        await clear(away('work/'))
        for (const { key, versionId } of await versionsOf('work/'))
          await ferry.oss.remove({ at: home(key), versionId, signal: never })
        await fill(home('work/x'), 'x')
        await fill(home('work/y'), 'y')
      },
      expectEnd: async () => {
        expect(await keysOf(away('work/'))).toEqual(['work/x', 'work/y'])
        const markers = (await versionsOf('work/')).filter((version) => version.is === 'marker')
        expect(markers.map(({ key }) => key)).toEqual(['work/x', 'work/y'])
      },
    })
  })
})
