import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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

describe('a public ACL of a bucket that blocks public access', () => {
  const denied = { code: 'AccessDenied' } as const
  const saveOpen = async () => saveBucketAcl({ at, seen: await info(), acl: 'public-read' }, world())
  const state = async () => {
    const { acl, blocksPublic = false } = await info()
    return [acl, blocksPublic]
  }
  beforeEach(() => ferry.oss.putPublicBlock({ bucket, blocks: true, signal: never }))
  afterEach(() => {
    ferry.store.faults.clear()
    return ferry.oss.putPublicBlock({ bucket, blocks: false, signal: never })
  })

  test('is saved: the block goes first', async () => {
    await saveOpen()
    expect(await state()).toEqual(['public-read', false])
  })

  test('that is refused leaves the block as it was', async () => {
    ferry.store.faults.add({ op: 'PutBucketAcl', error: denied })
    await expect(saveOpen()).rejects.toMatchObject({ code: 'AccessDenied', operation: 'PutBucketACL' })
    expect(await state()).toEqual(['private', true])
  })

  test('also where the answer to the block was lost', async () => {
    ferry.store.faults.add({ op: 'PutBucketPublicAccessBlock', times: 1, reset: 'after' })
    ferry.store.faults.add({ op: 'PutBucketAcl', error: denied })
    await expect(saveOpen()).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(await state()).toEqual(['private', true])
  })

  test('is given up, and says so, where the block does not come back', async () => {
    ferry.store.faults.add({ op: 'PutBucketAcl', error: denied })
    ferry.store.faults.add({ op: 'PutBucketPublicAccessBlock', skip: 1, error: denied })
    await expect(saveOpen()).rejects.toMatchObject({ code: 'LeftUnblocked', cause: { code: 'AccessDenied' } })
    expect(await state()).toEqual(['private', false])
  })

  test('that is refused does not close what somebody else had opened', async () => {
    const seen = await info()
    await ferry.oss.putPublicBlock({ bucket, blocks: false, signal: never })
    ferry.store.faults.add({ op: 'PutBucketAcl', error: denied })
    const saving = saveBucketAcl({ at, seen, acl: 'public-read' }, world())
    await expect(saving).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(await state()).toEqual(['private', false])
  })

  test('that is refused does not close what somebody else has given a public ACL meanwhile', async () => {
    const theirs = () => ferry.oss.putBucketAcl({ bucket, acl: 'public-read-write', signal: never })
    ferry.store.faults.add({ op: 'PutBucketAcl', times: 1, error: denied, run: theirs })
    await expect(saveOpen()).rejects.toMatchObject({ code: 'SourceChanged' })
    expect(await state()).toEqual(['public-read-write', false])
  })

  test('of which opening it is refused changes nothing', async () => {
    ferry.store.faults.add({ op: 'PutBucketPublicAccessBlock', error: denied })
    await expect(saveOpen()).rejects.toMatchObject({ code: 'AccessDenied', operation: 'PutBucketPublicAccessBlock' })
    expect([await state(), sent('PutBucketAcl')]).toEqual([['private', true], []])
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
