import { beforeEach, expect, test } from 'vitest'
import { ferry, home, never, sent } from '../../../test/engine.ts'
import { lateWorld, singleWorld } from '../../../test/single.ts'
import type { Upload } from '../../oss/types.ts'
import { abortUpload, abortUploads, partsOf, type UploadParts } from './abortUpload.ts'

/** Unfinished uploads that a person wants gone, of which somebody goes on with one. */

const at = home('')
const world = () => singleWorld(ferry.oss)
const left = async () => (await ferry.oss.listUploads({ at, signal: never })).map(({ key }) => key)
const send = ({ key, uploadId }: Upload, number: number) =>
  ferry.oss.uploadPart({ at: home(key), uploadId, number, body: new Blob([`part ${number}`]), signal: never })
let uploads: Upload[]
/** Resolves with those that are in use. */
const abortAll = (seen: UploadParts): Promise<Upload[]> => abortUploads({ at, uploads, seen }, world)

beforeEach(async () => {
  for (const { key, uploadId } of await ferry.oss.listUploads({ at, signal: never }))
    await ferry.oss.abort({ at: home(key), uploadId, signal: never })
  for (const key of ['up/a', 'up/b', 'up/c']) await ferry.oss.initiate({ at: home(key), attributes: {}, signal: never })
  uploads = await ferry.oss.listUploads({ at, signal: never })
  for (const upload of uploads) await send(upload, 1)
  ferry.store.requests.clear()
})

test('they go; one that is gone already stops no other', async () => {
  const seen = await partsOf({ at, uploads }, world())
  const [first] = uploads as [Upload]
  await ferry.oss.abort({ at: home(first.key), uploadId: first.uploadId, signal: never })
  expect(await abortAll(seen)).toEqual([])
  expect(await left()).toEqual([])
})

test('one that got a part since it was looked at is somebody’s, and stays', async () => {
  const seen = await partsOf({ at, uploads }, world())
  const [, second] = uploads as [Upload, Upload]
  await send(second, 2)
  expect(await abortAll(seen)).toEqual([second])
  expect(await left()).toEqual(['up/b'])
})

test('one that got a part while its abort waited for its turn stays', async () => {
  const [first] = uploads as [Upload]
  const seen = await partsOf({ at, uploads }, world())
  const late = lateWorld(ferry, at, { look: 'ListParts', meanwhile: () => send(first, 2) })
  expect(await abortUpload({ at, upload: first, seen }, late)).toBe(false)
  expect([await left(), sent('AbortMultipartUpload')]).toEqual([['up/a', 'up/b', 'up/c'], []])
})

test('an abort whose answer was lost is sent again, and ends', async () => {
  const seen = await partsOf({ at, uploads }, world())
  ferry.store.faults.add({ op: 'AbortMultipartUpload', times: 1, reset: 'after' })
  expect(await abortAll(seen)).toEqual([])
  expect([await left(), sent('AbortMultipartUpload').length]).toEqual([[], 3])
})

test('of many some are looked at, and aborted, at once; when nobody wants to know any more, no other is', async () => {
  for (let n = 0; n < 20; n++) await ferry.oss.initiate({ at: home(`up/more-${n}`), attributes: {}, signal: never })
  uploads = await ferry.oss.listUploads({ at, signal: never })
  ferry.store.requests.clear()
  ferry.store.settings.latency = 20
  const unwanted = new AbortController()
  unwanted.abort()
  expect((await partsOf({ at, uploads }, world(), unwanted.signal)).size).toBe(0)
  expect(await abortAll(await partsOf({ at, uploads }, world()))).toEqual([])
  ferry.store.settings.latency = 0
  expect(await left()).toEqual([])
  for (const op of ['ListParts', 'AbortMultipartUpload']) {
    const most = mostUnderWay(sent(op))
    expect([most > 1, most <= 4], `${most} of ${op}`).toEqual([true, true])
  }
})

function mostUnderWay(requests: { started: number; milliseconds: number }[]): number {
  const at = (time: number) => requests.filter((one) => one.started <= time && time < one.started + one.milliseconds)
  return Math.max(...requests.map(({ started }) => at(started).length))
}
