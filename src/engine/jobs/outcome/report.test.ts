import { expect, it } from 'vitest'
import { localRef } from '../../localFiles.ts'
import { plannedCopy } from '../samples.ts'
import type { StoredTask } from '../types.ts'
import { csvReport, jsonReport, type ReadTasks } from './report.ts'

const keys = ['plain', 'a,"b"\nc', ...Array.from({ length: 2500 }, (_, i) => `k${i}`)]
const tasks = keys.map((key, n) => ({ ...plannedCopy(key, n), job: 'a', n, group: 'new' }) as StoredTask)
const done = { state: 'done', proof: { etag: 'E', crc64: '7', requestId: 'R' } } as const
const lacks = [{ action: 'oss:PutObject', resource: 'acs:oss:*:*:b/to/x' }]
const failed = { state: 'failed', problem: { code: 'AccessDenied', message: 'no', requestId: 'Q', lacks } } as const
const all = tasks.map((task, n) => ({ ...task, ...(n === 1 ? failed : done) }) as StoredTask)
const read: ReadTasks = async ({ from, limit }) => all.slice(from, from + limit)

async function textOf(chunks: AsyncGenerator<string>): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

it('writes CSV that quotes what must be quoted', async () => {
  const text = await textOf(csvReport({ read, phase: 'finished' }))
  expect(text.split('\r\n').slice(0, 3)).toEqual([
    '\ufeffsource,target,size,method,state,outcome,reason,message,requestId,etag,crc64,missingRights',
    'oss://b/plain,oss://b/to/plain,0,whole,done,new,,,R,E,7,',
    '"oss://b/a,""b""\nc","oss://b/to/a,""b""\nc",1,whole,failed,new,AccessDenied,no,Q,,,oss:PutObject on acs:oss:*:*:b/to/x',
  ])
  expect(text.split('\r\n')).toHaveLength(keys.length + 2)
})

it('says of a cancelled job what was not done, and makes no formula of a file name', async () => {
  const source = { ...localRef('=cmd.txt'), size: 1, etag: '', modified: 0, storageClass: 'Standard', type: 'Normal' }
  const task = { kind: 'upload', job: 'a', n: 0, group: 'new', state: 'waiting', source, target: all[0]?.source }
  const [, line] = (
    await textOf(csvReport({ read: async () => [task as unknown as StoredTask], phase: 'cancelled' }))
  ).split('\r\n')
  expect(line).toBe("'=cmd.txt,oss://b/plain,1,upload,notDone,new,,,,,,")
})

it('says of what was skipped what stands there', async () => {
  const { source } = plannedCopy('x', 5)
  const there = { ...source, etag: 'other', modified: source.modified - 1000 }
  const task = { ...plannedCopy('x', 5), job: 'a', n: 0, group: 'skip', state: 'skipped', there } as StoredTask
  const [line] = JSON.parse(await textOf(jsonReport({ read: async () => [task], phase: 'finished' })))
  expect(line).toMatchObject({ state: 'skipped', reason: 'older' })
})

it('writes JSON that parses, of many objects and of none', async () => {
  const lines = JSON.parse(await textOf(jsonReport({ read, phase: 'finished' })))
  expect(lines).toHaveLength(keys.length)
  expect(lines[1]).toMatchObject({ source: 'oss://b/a,"b"\nc', state: 'failed', reason: 'AccessDenied' })
  expect(JSON.parse(await textOf(jsonReport({ read: async () => [], phase: 'finished' })))).toEqual([])
  expect(
    JSON.parse(
      await textOf(
        jsonReport({ read: async ({ from }) => all.slice(from, Math.min(from + 1000, 1000)), phase: 'finished' }),
      ),
    ),
  ).toHaveLength(1000)
})
