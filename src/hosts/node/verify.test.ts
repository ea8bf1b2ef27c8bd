import { describe, expect, test } from 'vitest'
import { attributes, command, put, run, writes } from '../../../test/commandVerbs.ts'
import { away, copy, ferry, file, home, inCommandWorld, never, plan } from '../../../test/commandWorld.ts'
import { bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'

/** What `verify` compares. */

inCommandWorld()

describe('verify', () => {
  test('finds nothing where nothing is, and each thing that differs', async () => {
    for (const name of ['same', 'bytes', 'meta', 'tags', 'acl', 'class', 'gone', 'header'])
      await put(home(`dir/${name}`))
    plan(copy())
    expect((await run()).code).toBe(0)
    expect(await command(['verify', file])).toEqual({ code: 0, said: '8 compared, 0 differ.\n' })
    const { headers, meta, tags } = attributes
    await put(away('dir/bytes'), 'hullo')
    await put(away('dir/meta'), 'hello', { ...attributes, meta: { ...meta, author: bytesOf('杜甫') } })
    await put(away('dir/header'), 'hello', {
      ...attributes,
      headers: { ...headers, 'Cache-Control': bytesOf('no-store') },
    })
    await ferry.oss.putTags({
      at: away('dir/tags'),
      tags: [...(tags ?? []), { key: 'new', value: 'x' }],
      signal: never,
    })
    await ferry.oss.putAcl({ at: away('dir/acl'), acl: 'public-read', signal: never })
    await put(away('dir/class'), 'hello', { ...attributes, storageClass: 'IA' })
    await ferry.oss.remove({ at: away('dir/gone'), signal: never })
    ferry.store.requests.clear()
    const { code, said } = await command(['verify', file])
    expect([code, said.trim().split('\n').sort()]).toEqual([
      1,
      [
        '8 compared, 7 differ.',
        'oss://away/dir/acl: ACL is "public-read" and was "default"',
        expect.stringMatching(/^oss:\/\/away\/dir\/bytes: CRC64 is "\d+" and was "\d+"$/),
        'oss://away/dir/class: storage class is "IA" and was "Standard"',
        'oss://away/dir/gone: is not there',
        'oss://away/dir/header: header Cache-Control is "no-store" and was "max-age=60"',
        'oss://away/dir/meta: metadata author is "杜甫" and was "李白"',
        'oss://away/dir/tags: tag new is "x" and was nothing',
      ],
    ])
    expect(writes()).toEqual([])
  })

  test('of a move says what it could not compare, and sees a damaged copy', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`))
    plan(copy({ removeSource: true, sources: [home('dir/'), home('large')] }))
    await run()
    const whole = await command(['verify', file])
    expect(whole).toEqual({
      code: 0,
      said: expect.stringMatching(/3 not compared: .*sources are gone\n3 compared, 0 differ/),
    })
    await put(away('dir/a'), 'hullo')
    expect(await command(['verify', file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('3 compared, 1 differ'),
    })
    expect((await command(['undo', file, '--yes'])).code).toBe(1)
  })

  test('of an edit, and of what was not done', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`))
    plan({
      do: 'change',
      sources: [home('dir/')],
      change: { meta: bytesOfEach({ Author: null, year: '745' }), acl: 'private' },
    })
    ferry.store.faults.add({ op: 'CopyObject', key: 'dir/b', error: { code: 'AccessDenied' } })
    await run()
    const { code, said } = await command(['verify', file])
    expect([code, said]).toEqual([1, expect.stringMatching(/1 of 2 objects were not done[\s\S]*1 compared, 0 differ/)])
    ferry.store.faults.clear()
    await run()
    await put(home('dir/a'))
    expect(await command(['verify', file])).toMatchObject({
      code: 1,
      said: expect.stringContaining('metadata year is nothing'),
    })
  })
})
