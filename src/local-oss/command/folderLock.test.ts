import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockFolder } from './folderLock.ts'

let temporary: string
let data: string
const before = process.env.TMPDIR

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'lock-'))
  data = join(temporary, 'data')
  mkdirSync(data)
  process.env.TMPDIR = temporary
})
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  rmSync(temporary, { recursive: true })
})

const own = () => join(temporary, `oss-ferry-${userInfo().uid}`)

describe.skipIf(process.platform === 'win32')('the lock of a data folder', () => {
  test('is one, in a folder that its user alone may enter, and goes when it is let go', async () => {
    const release = await lockFolder(data)
    expect(statSync(own()).mode & 0o777).toBe(0o700)
    expect(readdirSync(own())).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.sock$/)])
    expect(readdirSync(temporary).toSorted()).toEqual(['data', `oss-ferry-${userInfo().uid}`])
    await expect(lockFolder(data)).rejects.toThrow('is in use by another local OSS')
    await release()
    await (await lockFolder(data))()
    expect(readdirSync(own())).toEqual([])
  })

  test('a folder of one’s own that others may enter is closed to them', async () => {
    mkdirSync(own())
    chmodSync(own(), 0o777)
    const release = await lockFolder(data)
    expect(statSync(own()).mode & 0o777).toBe(0o700)
    await release()
  })

  test.each([
    ['a link to somewhere', () => symlinkSync(data, own())],
    ['a file', () => writeFileSync(own(), '')],
  ])('%s in its place is refused, with what to do', async (_, place) => {
    place()
    await expect(lockFolder(data)).rejects.toThrow(/is no folder of yours.*TMPDIR/)
    expect(readdirSync(data)).toEqual([])
  })
})
