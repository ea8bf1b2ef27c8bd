import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import { zipRecords } from './zipRecords.ts'

const textOf = async (job: string) => (await (await zipRecords.placeFor(job, { create: false })).getFile()).text()

async function write(job: string, ...pieces: string[]) {
  const stream = await (await zipRecords.placeFor(job, { create: true })).createWritable()
  for (const piece of pieces) await stream.write(new Blob([piece]))
  return stream
}

describe('a zip in records', () => {
  it('is there when it is closed, in the order in which it was written, and the one before is gone', async () => {
    const many = Array.from({ length: 300 }, (_, n) => `${n},`)
    await (await write('a', ...many)).close()
    expect(await textOf('a')).toBe(many.join(''))
    const second = await write('a', 'x', 'y')
    expect(await textOf('a')).toBe(many.join(''))
    await second.close()
    expect(await textOf('a')).toBe('xy')
  })

  it('stays what it was when a draft is aborted', async () => {
    await (await write('b', 'first')).close()
    await (await write('b', 'second')).abort()
    expect(await textOf('b')).toBe('first')
  })

  it('is not there before it is closed, nor after it was removed', async () => {
    const draft = await write('c', 'some')
    await expect(textOf('c')).rejects.toMatchObject({ name: 'NotFoundError' })
    await draft.close()
    await zipRecords.remove('c')
    await expect(textOf('c')).rejects.toMatchObject({ name: 'NotFoundError' })
  })

  it('goes when its job has gone, and so does a draft that nobody writes any more', async () => {
    for (const job of ['d', 'e', 'f']) await (await write(job, job)).close()
    await write('e', 'draft')
    await write('g', 'of no job')
    await zipRecords.sweep(new Set(['d', 'e', 'g']))
    expect(await textOf('d')).toBe('d')
    expect(await textOf('e')).toBe('e')
    await expect(textOf('f')).rejects.toMatchObject({ name: 'NotFoundError' })
    expect(await keys()).toEqual(['d', 'e'])
  })
})

/** The jobs of which there are bytes. */
async function keys(): Promise<unknown[]> {
  const opening = indexedDB.open('oss-ferry-zips')
  const db = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => resolve(opening.result)
  })
  const asking = db.transaction('pieces').objectStore('pieces').getAllKeys()
  const all = await new Promise<IDBValidKey[]>((resolve) => {
    asking.onsuccess = () => resolve(asking.result)
  })
  db.close()
  return [...new Set(all.map((key) => (key as unknown[])[0]))].filter((job) => !['a', 'b', 'c'].includes(String(job)))
}
