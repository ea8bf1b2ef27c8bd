import { expect, test } from 'vitest'
import { someAtOnce } from './someAtOnce.ts'

test('of none nothing is done', async () => {
  await someAtOnce([], () => Promise.reject(new Error('asked')))
})

test('the first failure is told when what was under way has ended, and lets no other begin', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const work = async (n: number) => {
    begun.push(n)
    if (n === 1) throw new Error('denied')
    await new Promise((resolve) => setTimeout(resolve, 5))
    ended.push(n)
  }
  await expect(someAtOnce([0, 1, 2, 3, 4, 5, 6, 7], work)).rejects.toThrow('denied')
  expect([begun, ended]).toEqual([
    [0, 1, 2, 3],
    [0, 2, 3],
  ])
})
