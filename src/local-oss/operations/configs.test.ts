import { afterAll, beforeAll, expect, test } from 'vitest'
import { startOss, type TestOss, textOf, textsOf } from '../testClient.ts'

let oss: TestOss

beforeAll(async () => {
  oss = await startOss({ blockPublicAccess: false })
  await oss.call('PUT', { bucket: 'home' })
})

afterAll(() => oss.stop())

const put = (query: string, body: string) => oss.call('PUT', { bucket: 'home', query, body })
const get = (query: string) => oss.call('GET', { bucket: 'home', query })
const remove = (query: string) => oss.call('DELETE', { bucket: 'home', query })

test('lifecycle rules come back, and those without an ID get one', async () => {
  expect((await get('lifecycle')).code).toBe('NoSuchLifecycle')
  const rule = '<Rule><Prefix>a/</Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>'
  expect((await put('lifecycle', `<LifecycleConfiguration>\n ${rule}\n</LifecycleConfiguration>`)).status).toBe(200)
  const { xml } = await get('lifecycle')
  expect([textOf(xml, 'Prefix'), textOf(xml, 'Days'), textOf(xml, 'ID').length]).toEqual(['a/', '3', 36])
  expect((await put('lifecycle', '<LifecycleConfiguration></LifecycleConfiguration>')).code).toBe('MalformedXML')
  expect((await remove('lifecycle')).status).toBe(204)
  expect((await get('lifecycle')).code).toBe('NoSuchLifecycle')
})

test('bucket tags are stored, and ListBuckets can ask for them', async () => {
  expect(textsOf((await get('tagging')).xml, 'Tag')).toEqual([])
  const tag = '<Tag><Key>k</Key><Value>v</Value></Tag>'
  await put('tagging', `<Tagging><TagSet>${tag}</TagSet></Tagging>`)
  expect(textOf((await get('tagging')).xml, 'Value')).toBe('v')
  await oss.call('PUT', { bucket: 'untagged' })
  const names = async (query: string) => textsOf((await oss.call('GET', { query })).xml, 'Name')
  expect(await names('tag-key=k&tag-value=v')).toEqual(['home'])
  expect(await names('tagging=%22k%22%3A%22v%22')).toEqual(['home'])
  expect(await names('tag-key=k&tag-value=other')).toEqual([])
  await remove('tagging')
})

test('default encryption is shown by bucketInfo and given to objects that ask for none', async () => {
  const rule =
    '<ApplyServerSideEncryptionByDefault><SSEAlgorithm>KMS</SSEAlgorithm></ApplyServerSideEncryptionByDefault>'
  expect((await get('encryption')).code).toBe('NoSuchServerSideEncryptionRule')
  const document = (inner: string) => `<ServerSideEncryptionRule>${inner}</ServerSideEncryptionRule>`
  expect((await put('encryption', document(rule.replace('KMS', 'ROT13')))).code).toBe('InvalidEncryptionAlgorithmError')
  expect((await put('encryption', document(rule))).status).toBe(200)
  expect(textOf((await get('bucketInfo')).xml, 'SSEAlgorithm')).toBe('KMS')
  await oss.call('PUT', { bucket: 'home', key: 'k', body: 'x' })
  const { headers } = await oss.call('HEAD', { bucket: 'home', key: 'k' })
  expect(headers['x-oss-server-side-encryption']).toBe('KMS')
  expect(headers['x-oss-server-side-encryption-key-id']).toBeTruthy()
  await remove('encryption')
})

test('overwrite rules protect keys by prefix, suffix and caller, against a self copy too', async () => {
  const rule = '<Rule><ID>1</ID><Action>forbid</Action><Prefix>keep/</Prefix><Suffix>.txt</Suffix></Rule>'
  await put('overwriteConfig', `<OverwriteConfiguration>${rule}</OverwriteConfiguration>`)
  const write = (key: string, headers: Record<string, string> = {}) =>
    oss.call('PUT', { bucket: 'home', key, body: headers['x-oss-copy-source'] ? '' : 'x', headers })
  expect((await write('keep/a.txt')).status).toBe(200)
  expect((await write('keep/a.txt')).code).toBe('FileAlreadyExists')
  expect((await write('keep/a.txt', { 'x-oss-copy-source': '/home/keep/a.txt' })).code).toBe('FileAlreadyExists')
  await write('keep/a.bin')
  expect((await write('keep/a.bin')).status).toBe(200)
  await remove('overwriteConfig')
  expect((await write('keep/a.txt')).status).toBe(200)
})

test('a block of public access refuses public ACLs and anonymous requests', async () => {
  await oss.call('PUT', { bucket: 'open', headers: { 'x-oss-acl': 'public-read' } })
  await oss.call('PUT', { bucket: 'open', key: 'k', body: 'x' })
  expect((await oss.call('GET', { bucket: 'open', key: 'k', sign: null })).status).toBe(200)
  const block =
    '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>'
  await oss.call('PUT', { bucket: 'open', query: 'publicAccessBlock', body: block })
  expect((await oss.call('GET', { bucket: 'open', key: 'k', sign: null })).code).toBe('AccessDenied')
  const acl = await oss.call('PUT', { bucket: 'open', query: 'acl', headers: { 'x-oss-acl': 'public-read' } })
  expect(acl.code).toBe('AccessDenied')
})

test('Archive objects are readable at once in a bucket that says so', async () => {
  await oss.call('PUT', { bucket: 'home', key: 'cold', body: 'ice', headers: { 'x-oss-storage-class': 'Archive' } })
  expect((await oss.call('GET', { bucket: 'home', key: 'cold' })).code).toBe('InvalidObjectState')
  await put(
    'bucketArchiveDirectRead',
    '<ArchiveDirectReadConfiguration><Enabled>true</Enabled></ArchiveDirectReadConfiguration>',
  )
  expect((await oss.call('GET', { bucket: 'home', key: 'cold' })).text).toBe('ice')
})

test('policies and inventories are stored', async () => {
  expect((await get('policy')).code).toBe('NoSuchBucketPolicy')
  expect((await put('policy', 'no json')).code).toBe('InvalidPolicyDocument')
  await put('policy', '{"Version":"1","Statement":[]}')
  expect((await get('policy')).text).toBe('{"Version":"1","Statement":[]}')
  expect((await remove('policy')).status).toBe(204)
  const inventory = '<InventoryConfiguration><Id>one</Id><IsEnabled>true</IsEnabled></InventoryConfiguration>'
  expect((await put('inventory&inventoryId=one', inventory)).status).toBe(200)
  expect(textOf((await get('inventory&inventoryId=one')).xml, 'Id')).toBe('one')
  expect(textsOf((await get('inventory')).xml, 'Id')).toEqual(['one'])
  expect((await remove('inventory&inventoryId=one')).status).toBe(204)
  expect((await get('inventory&inventoryId=one')).code).toBe('NoSuchInventory')
})

test('stat counts by class, with the least billed size', async () => {
  await oss.call('PUT', { bucket: 'counted' })
  await oss.call('PUT', { bucket: 'counted', key: 'a', body: '12345' })
  await oss.call('PUT', { bucket: 'counted', key: 'b', body: '1', headers: { 'x-oss-storage-class': 'IA' } })
  await oss.call('POST', { bucket: 'counted', key: 'c', query: 'uploads' })
  const { xml } = await oss.call('GET', { bucket: 'counted', query: 'stat' })
  const numbers = [
    'Storage',
    'ObjectCount',
    'MultipartUploadCount',
    'StandardStorage',
    'InfrequentAccessStorage',
    'InfrequentAccessRealStorage',
  ]
  expect(numbers.map((name) => textOf(xml, name))).toEqual(['65541', '2', '1', '5', '65536', '1'])
})

test('DescribeRegions names regions with endpoints of this server', async () => {
  const { xml } = await oss.call('GET', { query: 'regions=oss-cn-qingdao' })
  expect(textOf(xml, 'InternetEndpoint')).toBe(`oss-cn-qingdao.localhost:${oss.port}`)
  expect(textsOf((await oss.call('GET', { query: 'regions' })).xml, 'Region').length).toBeGreaterThan(20)
})

test('the index page of a website stands for keys that end in a slash', async () => {
  await oss.call('PUT', { bucket: 'home', key: 'index.html', body: 'welcome' })
  const index = '<IndexDocument><Suffix>index.html</Suffix></IndexDocument>'
  await put('website', `<WebsiteConfiguration>${index}</WebsiteConfiguration>`)
  expect((await oss.call('GET', { bucket: 'home', key: 'nowhere/' })).text).toBe('welcome')
  expect((await oss.call('GET', { bucket: 'home', key: 'nowhere' })).code).toBe('NoSuchKey')
})
