import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { describe, expect, test } from 'vitest'
import { command, put, run } from '../../../test/commandVerbs.ts'
import { away, copy, file, home, inCommandWorld, keysOf, plan } from '../../../test/commandWorld.ts'

/** Journals that are old or broken, and two commands at one. */

inCommandWorld()

describe('a journal', () => {
  test.each([
    ['the form before this', '{"version":1,"request":{}}\n', 'of version 1'],
    ['something else', 'my notes\n', 'no journal of oss-ferry'],
  ])('of %s is refused in words, and stays', async (_what, text, words) => {
    plan(copy())
    writeFileSync(`${file}.journal`, text)
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining(words) })
    expect(readFileSync(`${file}.journal`, 'utf8')).toBe(text)
  })

  test('that is broken in the middle is refused in words; one that was cut goes on', async () => {
    await put(home('dir/a'))
    plan(copy())
    await run()
    const text = readFileSync(`${file}.journal`, 'utf8')
    writeFileSync(`${file}.journal`, text.replace('["run",0,', '["run"0,'))
    expect(await run()).toMatchObject({
      code: 2,
      said: expect.stringMatching(/cannot be read\. It is broken at byte \d+\./),
    })
    writeFileSync(`${file}.journal`, text)
    appendFileSync(`${file}.journal`, '["run",0,"wai')
    expect(await run()).toMatchObject({ code: 0 })
  })
})

describe('one at a time', () => {
  const lock = () => `${file}.lock`
  const holder = (some: object) =>
    JSON.stringify({ pid: process.pid, host: hostname(), since: 'noon', id: 'x', ...some })

  test.each(['run', 'undo'])('%s says who runs the plan', async (verb) => {
    plan(copy())
    writeFileSync(lock(), holder({}))
    const { code, said } = await command([verb, file, '--yes'])
    expect([code, said]).toEqual([2, expect.stringContaining(`process ${process.pid} on ${hostname()}, since noon`)])
    expect(existsSync(lock())).toBe(true)
  })

  test('two at once: one runs, the other changes nothing', async () => {
    for (let n = 0; n < 30; n++) await put(home(`dir/${n}`))
    plan(copy())
    const both = await Promise.all([run(), run()])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2])
    expect(await keysOf(away(''))).toHaveLength(30)
    expect(existsSync(lock())).toBe(false)
  })

  test.each([
    ['that is dead', { pid: 2 ** 22 + 1 }],
    ['whose number another has now', { started: 'long ago' }],
  ])('the lock of a process %s is taken over, by one of many', async (_what, some) => {
    await put(home('dir/a'))
    plan(copy())
    writeFileSync(lock(), holder(some))
    const all = await Promise.all(Array.from({ length: 5 }, () => run()))
    expect(all.map(({ code }) => code).sort()).toEqual([0, 2, 2, 2, 2])
    expect(existsSync(lock())).toBe(false)
  })

  test('the lock of another computer stays, whatever its number', async () => {
    plan(copy())
    writeFileSync(lock(), holder({ pid: 2 ** 22 + 1, host: 'elsewhere' }))
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('on elsewhere') })
  })
})

test.each([
  [['run', 'p', '--concurrency', '0'], 'from 1 to 256'],
  [['run', 'p', '--concurrency'], 'needs a value'],
  [['run', 'p', '--report', 'r.txt'], '.csv or .json'],
  [['run', 'p', '--fast'], 'Unknown option --fast'],
  [['report', 'p', 'q'], 'Usage'],
])('%j is not begun', async (args, words) => {
  expect(await command(args)).toMatchObject({ code: 2, said: expect.stringContaining(words) })
})
