import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, startOss, type TestOss, textsOf } from '../testClient.ts'
import { AREAS } from './areas.ts'
import { ownPrefix, runAreas } from './run.ts'
import type { Target } from './wire.ts'

let oss: TestOss
let target: Target

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'conformance' })
  await oss.call('PUT', { bucket: 'conformance', key: 'somebody else', body: 'x' })
  const endpoint = new URL(`http://oss-cn-hangzhou.localhost:${oss.port}`)
  target = { endpoint, region: 'cn-hangzhou', bucket: 'conformance', prefix: ownPrefix(), key: KEY }
})

afterAll(() => oss.stop())

test('the local OSS answers every statement as the pages say; what was made is removed, and nothing else', async () => {
  const outcomes = await runAreas(target, AREAS)
  expect(outcomes.filter(({ differs }) => differs.length > 0)).toEqual([])
  expect(outcomes.length).toBeGreaterThan(150)
  const left = await oss.call('GET', { bucket: 'conformance' })
  expect(textsOf(left.xml, 'Key')).toEqual(['somebody else'])
  expect(textsOf((await oss.call('GET', { bucket: 'conformance', query: 'uploads' })).xml, 'Upload')).toEqual([])
})

test('a wrong answer is told, with what was expected', async () => {
  oss.faults.add({ op: 'HeadObject', headers: { etag: 'wrong' } })
  const outcomes = await runAreas({ ...target, prefix: ownPrefix() }, AREAS.slice(0, 1))
  const told = outcomes.filter(({ differs }) => differs.length > 0).map(({ says, differs }) => [says, differs])
  expect(told).toEqual([['HEAD tells all there is', ['etag: wrong, expected "5EB63BBBE01EEED093CB22BB8F5ACDC3"']]])
})
