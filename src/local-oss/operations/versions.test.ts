import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOss, type TestOss, textOf, textsOf } from '../testClient.ts'

let oss: TestOss
const K = { bucket: 'home', key: 'k' }

beforeAll(async () => {
  oss = await startOss()
  await oss.call('PUT', { bucket: 'home' })
  await oss.call('PUT', { ...K, body: 'null' })
  await oss.call('PUT', {
    bucket: 'home',
    query: 'versioning',
    body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  })
})

afterAll(() => oss.stop())

const versions = (query = '') => oss.call('GET', { bucket: 'home', query: `versions${query && `&${query}`}` })

test('versions are made, listed newest first, read, tagged and deleted by id', async () => {
  const one = String((await oss.call('PUT', { ...K, body: 'one' })).headers['x-oss-version-id'])
  const two = String((await oss.call('PUT', { ...K, body: 'two' })).headers['x-oss-version-id'])
  const all = await versions()
  expect(textsOf(all.xml, 'VersionId')).toEqual([two, one, 'null'])
  expect(textsOf(all.xml, 'IsLatest')).toEqual(['true', 'false', 'false'])
  expect((await oss.call('GET', { ...K, query: `versionId=${one}` })).text).toBe('one')
  expect((await oss.call('GET', { ...K, query: 'versionId=null' })).text).toBe('null')
  expect((await oss.call('GET', { ...K, query: 'versionId=none' })).code).toBe('NoSuchVersion')
  const tagging = '<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>'
  await oss.call('PUT', { ...K, query: `tagging&versionId=${one}`, body: tagging })
  expect((await oss.call('HEAD', { ...K, query: `versionId=${one}` })).headers['x-oss-tagging-count']).toBe('1')
  expect((await oss.call('HEAD', K)).headers['x-oss-tagging-count']).toBeUndefined()
  const page = await versions('max-keys=1')
  expect([textOf(page.xml, 'NextKeyMarker'), textOf(page.xml, 'NextVersionIdMarker')]).toEqual(['k', two])
  expect(textsOf((await versions(`key-marker=k&version-id-marker=${two}`)).xml, 'VersionId')).toEqual([one, 'null'])
  expect(textsOf((await versions('key-marker=k')).xml, 'Version')).toEqual([])
  expect((await oss.call('DELETE', { ...K, query: `versionId=${two}` })).headers['x-oss-version-id']).toBe(two)
  expect((await oss.call('GET', K)).text).toBe('one')
})

test('a delete without an id makes a marker; the marker answers as documented and can be deleted', async () => {
  const deleted = await oss.call('DELETE', K)
  expect([deleted.status, deleted.headers['x-oss-delete-marker']]).toEqual([204, 'true'])
  const id = String(deleted.headers['x-oss-version-id'])
  const gone = await oss.call('GET', K)
  expect([gone.status, gone.code, gone.headers['x-oss-delete-marker']]).toEqual([404, 'NoSuchKey', 'true'])
  const marker = await oss.call('GET', { ...K, query: `versionId=${id}` })
  expect([marker.status, marker.code]).toEqual([405, 'MethodNotAllowed'])
  expect(textsOf((await oss.call('GET', { bucket: 'home', query: 'list-type=2' })).xml, 'Key')).toEqual([])
  expect((await oss.call('DELETE', { bucket: 'home' })).code).toBe('BucketNotEmpty')
  await oss.call('DELETE', { ...K, query: `versionId=${id}` })
  expect((await oss.call('GET', K)).text).toBe('one')
})

test('a bucket that never had versioning lists its objects as null versions, deletable by that id', async () => {
  await oss.call('PUT', { bucket: 'plain' })
  await oss.call('PUT', { bucket: 'plain', key: 'a', body: 'x' })
  const { xml } = await oss.call('GET', { bucket: 'plain', query: 'versions' })
  expect([textOf(xml, 'VersionId'), textOf(xml, 'IsLatest')]).toEqual(['null', 'true'])
  const deleted = await oss.call('DELETE', { bucket: 'plain', key: 'a', query: 'versionId=null' })
  expect([deleted.status, deleted.headers['x-oss-version-id']]).toEqual([204, undefined])
  expect((await oss.call('HEAD', { bucket: 'plain', key: 'a' })).status).toBe(404)
})
