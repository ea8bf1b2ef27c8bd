import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { command, put, run, writes } from '../../../test/commandVerbs.ts'
import {
  away,
  copy,
  ferry,
  file,
  folder,
  home,
  inCommandWorld,
  keysOf,
  never,
  plan,
} from '../../../test/commandWorld.ts'

/** What the command does and takes back, in this process. */

inCommandWorld()

describe('run', () => {
  test('takes what was chosen of a folder as a whole, and no more, there and back', async () => {
    for (const key of ['dir/a.tmp', 'dir/b.tmp', 'dir/c.txt', 'dir/sub/a.tmp']) await put(home(key))
    const seen = { before: Date.now() + 60_000, since: [] }
    const tests = [{ is: 'like', text: '*.tmp', by: 'path' } as const]
    const scope = { rows: 'level', tests, except: ['dir/b.tmp'], seen, count: 1 } as const
    const sources = [{ ...home('dir/'), scope: { ...scope, except: [...scope.except] } }]
    plan(copy({ sources, base: 'dir/', target: away('kept/'), removeSource: true }))
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 objects') })
    expect(await keysOf(away(''))).toEqual(['kept/a.tmp'])
    expect(await keysOf(home('dir/'))).toEqual(['dir/b.tmp', 'dir/c.txt', 'dir/sub/a.tmp'])
    expect((await command(['undo', file, '--yes'])).code).toBe(0)
    expect([await keysOf(away('')), (await keysOf(home('dir/'))).length]).toEqual([[], 4])
  })

  test('is stopped also by a Ctrl+C that comes before there is anything to stop', async () => {
    await put(home('dir/a'))
    plan(copy())
    const atOnce = (signal: string | symbol, heard: () => void) => signal === 'SIGINT' && heard()
    process.on('newListener', atOnce)
    const first = await run().finally(() => process.off('newListener', atOnce))
    expect(first).toMatchObject({ code: 130, said: expect.stringContaining('To resume') })
    expect(await keysOf(away(''))).toEqual([])
    expect([(await run()).code, await keysOf(away(''))]).toEqual([0, ['dir/a']])
  })

  test('plans an object afresh that changed after it was planned', async () => {
    await put(home('dir/a'))
    plan(copy())
    const fault = ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied' } })
    expect(await run()).toMatchObject({
      code: 1,
      said: expect.stringMatching(
        /1 AccessDenied, for example "dir\/a".*\n +needs oss:GetObject on "acs:oss:\*:\*:home\/dir\/a"\n +needs oss:PutObject on "acs:oss:/,
      ),
    })
    fault.remove()
    await put(home('dir/a'), 'another text')
    // The first tries what was planned, and finds the source changed; the next plans it again.
    await run()
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('1 of 1 objects') })
    expect(await (await ferry.oss.get({ at: away('dir/a'), signal: never })).text()).toBe('another text')
  })

  test.each([
    [[home('no such/')], ['no such/']],
    [
      [home('dir/'), home('no such/'), home('nor this/')],
      ['no such/', 'nor this/'],
    ],
  ])('names the prefixes below which there is nothing: %j', async (sources, missing) => {
    await put(home('dir/a'))
    plan(copy({ sources }))
    const { code, said } = await run()
    expect(code).toBe(1)
    for (const key of missing) expect(said).toContain(`Nothing was found in oss://home/${key}`)
    expect(said).not.toContain('oss://home/dir/')
  })

  test('writes a report beside, as CSV or JSON', async () => {
    await put(home('dir/a'))
    plan(copy())
    const [csv, json] = [join(folder, 'r.csv'), join(folder, 'r.json')]
    expect((await run('--report', csv)).code).toBe(0)
    expect((await command(['report', file, `--report=${json}`])).code).toBe(0)
    expect(readFileSync(csv, 'utf8')).toMatch(/oss:\/\/home\/dir\/a,oss:\/\/away\/dir\/a,5,whole,done/)
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject([{ source: 'oss://home/dir/a', state: 'done' }])
    expect((await command(['report', file])).said).toBe(readFileSync(csv, 'utf8'))
  })

  test('sends no more requests at once than it was told', async () => {
    for (let n = 0; n < 12; n++) await put(home(`dir/${n}`))
    ferry.store.requests.clear()
    ferry.store.settings.latency = 5
    plan(copy({ keepAcl: false }))
    expect((await run('--concurrency', '1')).code).toBe(0)
    ferry.store.settings.latency = 0
    const { entries } = ferry.store.requests
    const overlaps = entries.filter(({ started }, i) => {
      const before = entries[i - 1]
      return before && started < before.started + before.milliseconds
    })
    expect([entries.length > 12, overlaps]).toEqual([true, []])
  })

  test('never sends what a terminal obeys: keys and messages are shown', async () => {
    const key = 'dir/\u001b]0;evil\u0007\u001b[2J'
    await put(home(key))
    plan(copy())
    const message = 'no \u001b[31mright'
    ferry.store.faults.add({ op: 'CopyObject', error: { code: 'AccessDenied', message } })
    const { code, said } = await run()
    expect(code).toBe(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/)
  })
})

describe('in a terminal', () => {
  test('what removes or writes over is shown and asked, and no is no', async () => {
    await put(home('dir/a'))
    await put(away('dir/a'), 'older')
    plan(copy({ removeSource: true, conflict: 'replace' }))
    ferry.store.requests.clear()
    const no = await command(['run', file], 'n')
    expect(no).toMatchObject({ code: 130, said: expect.stringContaining('Nothing was done') })
    expect(no.said).toMatch(
      /1 objects[\s\S]*1 are copied, 5 B[\s\S]*1 replace[\s\S]*1 are deleted[\s\S]*Continue\? \[y\/N\]/,
    )
    expect(writes()).toEqual([])
    expect(await command(['run', file], 'y')).toMatchObject({ code: 0, said: expect.stringMatching(/Done\.\n$/) })
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([[], ['dir/a']])
  })

  test('a copy that replaces nothing is not asked about, nor what has --yes', async () => {
    await put(home('dir/a'))
    plan(copy())
    expect(await command(['run', file], 'n')).toMatchObject({ code: 0, said: expect.not.stringContaining('[y/N]') })
    rmSync(`${file}.journal`)
    plan(copy({ removeSource: true, conflict: 'replace' }))
    expect(await command(['run', file, '--yes'], 'n')).toMatchObject({
      code: 0,
      said: expect.not.stringContaining('[y/N]'),
    })
  })

  test('one line shows how far it is, with percent', async () => {
    await put(home('dir/a'))
    plan(copy())
    expect((await command(['run', file], 'n')).said).toContain(`\r\u001b[K[${'#'.repeat(20)}] 100 % 1 of 1 objects`)
  })
})

describe('undo', () => {
  test('takes back a move, once it has a yes', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`), name)
    plan(copy({ removeSource: true }))
    expect((await run()).code).toBe(0)
    expect(await command(['undo', file])).toMatchObject({ code: 2, said: expect.stringContaining('--yes') })
    expect(await command(['undo', file], 'no')).toMatchObject({ code: 130 })
    expect(await keysOf(home('dir/'))).toEqual([])
    expect(await command(['undo', file, '--yes'])).toMatchObject({ code: 0, said: expect.stringContaining('2 of 2') })
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([['dir/a', 'dir/b'], []])
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('was undone') })
  })

  test('leaves what is no longer what the run made, and says so', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`), name)
    plan(copy())
    await run()
    await put(away('dir/a'), 'mine')
    expect(await command(['undo', file, '--yes'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('1 notOurs, for example "dir/a"'),
    })
    expect(await keysOf(away(''))).toEqual(['dir/a'])
  })

  test('takes back a move that got half way, also when it is asked for twice', async () => {
    for (const name of ['a', 'b']) await put(home(`dir/${name}`), name)
    plan(copy({ removeSource: true }))
    const fault = ferry.store.faults.add({
      op: ['DeleteObject', 'DeleteMultipleObjects'],
      error: { code: 'AccessDenied' },
    })
    expect((await run()).code).toBe(1)
    fault.remove()
    expect(await command(['undo', file], 'no')).toMatchObject({ code: 130 })
    expect(await command(['undo', file, '--yes'])).toMatchObject({ code: 0, said: expect.stringContaining('2 of 2') })
    expect([await keysOf(home('dir/')), await keysOf(away(''))]).toEqual([['dir/a', 'dir/b'], []])
  })

  test('of a plan that was not run, or removed', async () => {
    plan(copy())
    expect(await command(['undo', file, '--yes'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('not been run yet'),
    })
    rmSync(`${file}.journal`)
    await put(home('dir/a'))
    plan({ do: 'remove', sources: [home('dir/')] })
    await run()
    expect(await command(['undo', file, '--yes'])).toMatchObject({
      code: 2,
      said: expect.stringContaining("can't be undone"),
    })
  })
})
