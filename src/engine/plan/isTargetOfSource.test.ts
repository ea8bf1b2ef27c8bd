import { expect, test } from 'vitest'
import { aimsOf, isTargetOfSource } from './isTargetOfSource.ts'

const place = { account: 'me', region: 'cn-hangzhou', bucket: 'b' }
const at = (key: string) => ({ ...place, key })

test('where sources go is told once, however many free names are looked for', async () => {
  let aimed = 0
  const sources = Array.from({ length: 300 }, (_, n) => at(`from/${n}`))
  const aims = aimsOf(sources, ({ key }) => {
    aimed++
    return at(key.replace('from/', 'to/'))
  })
  const isTaken = (key: string) => isTargetOfSource(at(key), aims, async () => undefined)
  for (let n = 0; n < 300; n++) expect([await isTaken(`to/${n}`), await isTaken(`to/${n} (1)`)]).toEqual([true, false])
  expect(aimed).toBe(300)
})

test('below a prefix it is taken where its source has what comes there', async () => {
  const aims = aimsOf([at('a/')], () => at('to/a/'))
  const look = async ({ key }: { key: string }) => key === 'a/x'
  expect(await isTargetOfSource(at('to/a/x'), aims, look)).toBe(true)
  expect(await isTargetOfSource(at('to/a/y'), aims, look)).toBe(false)
  expect(await isTargetOfSource(at('to/b'), aims, look)).toBe(false)
})
