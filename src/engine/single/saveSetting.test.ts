import { beforeEach, describe, expect, test } from 'vitest'
import { ferry, home, never, sent } from '../../../test/engine.ts'
import { singleWorld } from '../../../test/single.ts'
import { saveBucketAcl, saveVersioning } from './saveSetting.ts'

/** Somebody else changes a setting of a bucket while a person looks at it. */

const bucket = { region: 'cn-hangzhou', bucket: 'settings' }
const at = { ...home(''), bucket: bucket.bucket }
const info = () => ferry.oss.bucketInfo({ bucket, signal: never })
const world = () => singleWorld(ferry.oss)

beforeEach(async () => {
  await ferry.oss.putBucket({ bucket, signal: never })
  await ferry.oss.putBucketAcl({ bucket, acl: 'private', signal: never })
  ferry.store.requests.clear()
})

describe('the ACL', () => {
  test('is saved where it is as it was seen', async () => {
    await saveBucketAcl({ at, seen: await info(), acl: 'public-read' }, world())
    expect((await info()).acl).toBe('public-read')
  })

  test('that somebody has set meanwhile is not overwritten', async () => {
    const seen = await info()
    await ferry.oss.putBucketAcl({ bucket, acl: 'public-read-write', signal: never })
    ferry.store.requests.clear()
    const saving = saveBucketAcl({ at, seen, acl: 'public-read' }, world())
    await expect(saving).rejects.toMatchObject({ code: 'SourceChanged' })
    expect(sent('PutBucketAcl')).toEqual([])
  })

  test('whose answer was lost is found', async () => {
    ferry.store.faults.add({ op: 'PutBucketAcl', times: 1, reset: 'after' })
    await saveBucketAcl({ at, seen: await info(), acl: 'public-read' }, world())
    expect([sent('PutBucketAcl').length, (await info()).acl]).toEqual([1, 'public-read'])
  })
})

describe('versioning', () => {
  test('is switched where it is as it was seen; a lost answer is found', async () => {
    ferry.store.faults.add({ op: 'PutBucketVersioning', times: 1, reset: 'after' })
    await saveVersioning({ at, seen: await info(), status: 'Enabled' }, world())
    expect([sent('PutBucketVersioning').length, (await info()).versioning]).toEqual([1, 'Enabled'])
  })

  test('that somebody has switched meanwhile stays', async () => {
    await ferry.oss.putVersioning({ bucket, status: 'Suspended', signal: never })
    const seen = await info()
    await ferry.oss.putVersioning({ bucket, status: 'Enabled', signal: never })
    ferry.store.requests.clear()
    const saving = saveVersioning({ at, seen, status: 'Suspended' }, world())
    await expect(saving).rejects.toMatchObject({ code: 'SourceChanged' })
    expect(sent('PutBucketVersioning')).toEqual([])
  })
})
