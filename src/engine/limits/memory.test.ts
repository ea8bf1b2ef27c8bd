import { expect, test } from 'vitest'
import { createMemoryBudget } from './memory.ts'

const never = new AbortController().signal

function door() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

test('no more than fits is held; what is larger than the room goes alone', async () => {
  const room = createMemoryBudget(10)
  const doors = [door(), door(), door(), door()]
  const inside: number[] = []
  const runs = [6, 4, 25, 1].map((bytes, n) =>
    room.hold(
      bytes,
      async () => {
        inside.push(n)
        await doors[n]?.opened
      },
      never,
    ),
  )
  await Promise.resolve()
  expect(inside).toEqual([0, 1])
  doors[0]?.open()
  await runs[0]
  expect(inside).toEqual([0, 1])
  doors[1]?.open()
  await runs[1]
  await Promise.resolve()
  expect(inside).toEqual([0, 1, 2])
  doors[2]?.open()
  doors[3]?.open()
  await Promise.all(runs)
  expect(inside).toEqual([0, 1, 2, 3])
})

test('who is stopped while waiting leaves, and those behind come in', async () => {
  const room = createMemoryBudget(10)
  const first = door()
  const stop = new AbortController()
  const running = room.hold(6, () => first.opened, never)
  const waiting = room.hold(6, async () => 'never', stop.signal)
  const small = room.hold(2, async () => 'in', never)
  stop.abort(new Error('stopped'))
  await expect(waiting).rejects.toThrow('stopped')
  expect(await small).toBe('in')
  first.open()
  await running
})
