import { beforeEach, describe, expect, it } from 'vitest'
import {
  away,
  copy,
  endsOf,
  ferry,
  home,
  inThePast,
  journal,
  retry,
  run,
  runner,
  runnerOver,
  signal,
  tagsAt,
  undo,
  useRunner,
} from '../../../test/jobs.ts'
import { bytesOfEach } from '../../oss/headerBytes.ts'
import type { ChangeRequest, Request } from '../types.ts'
import type { StoredTask } from './types.ts'

/** Tags that somebody sets while a job stands still: nothing that the store tells of the object shows it. */

const at = home('big')
const [mine, theirs] = ['me', 'them'].map((value) => [{ key: 'by', value }]) as [Tags, Tags]
type Tags = { key: string; value: string }[]
const big = 200 * 1024

beforeEach(() => useRunner(runnerOver(ferry.oss, { partsFrom: big, settle: 20 })))

async function putBig(tags: Tags) {
  await inThePast(async () =>
    ferry.store.putSparseObject({ bucket: 'home', key: at.key, size: big, seed: 1, headers: {} }),
  )
  await ferry.oss.putTags({ at, tags, signal })
}

/** Stops when the first part is copied; then something happens, and it goes on. */
async function stopped(request: Request, meanwhile: () => Promise<unknown>): Promise<void> {
  ferry.store.faults.add({ op: 'UploadPartCopy', times: 1, run: () => runner.pause('done') })
  await run('done', request)
  expect((await journal.job('done'))?.phase).toBe('paused')
  await meanwhile()
  await runner.resume('done')
  await runner.idle()
}

const setTheirs = () => ferry.oss.putTags({ at, tags: theirs, signal })
const begun = () => ferry.store.requests.entries.filter(({ op }) => op === 'InitiateMultipartUpload').length

const uploads = async () =>
  (await Promise.all([home(''), away('')].map((one) => ferry.oss.listUploads({ at: one, signal })))).flat()

describe.each([
  ['some', mine],
  ['none', []],
])('set during a stop where the object had %s', (_which, before) => {
  it('a change of class by parts keeps them', async () => {
    await putBig(before)
    await stopped({ do: 'change', sources: [at], change: { storageClass: 'IA' } }, setTheirs)
    expect([await endsOf('done'), await tagsAt(at), await uploads()]).toEqual([['done'], theirs, []])
    expect((await ferry.oss.head({ at, signal })).storageClass).toBe('IA')
  })

  it('a copy by parts has them', async () => {
    await putBig(before)
    await stopped(copy([at], away('copy')), setTheirs)
    expect([await endsOf('done'), await tagsAt(away('copy')), await uploads()]).toEqual([['done'], theirs, []])
  })
})

it('an upload of which an older journal does not say what tags it was given is begun anew', async () => {
  await putBig(mine)
  const forget = () =>
    journal.change('done', 0, ({ checkpoint }: StoredTask) => ({
      checkpoint: checkpoint && { id: checkpoint.id, partSize: checkpoint.partSize },
    }))
  await stopped(copy([at], away('copy')), forget)
  expect([await endsOf('done'), await tagsAt(away('copy')), await uploads()]).toEqual([['done'], mine, []])
  expect(begun()).toBe(2)
})

it('without such a change the same upload goes on', async () => {
  await putBig(mine)
  await stopped(copy([at], away('copy')), async () => {})
  expect([await endsOf('done'), await tagsAt(away('copy')), begun()]).toEqual([['done'], mine, 1])
})

describe('an edit of tags together with metadata, refused when it was to be written', () => {
  const job = [{ key: 'by', value: 'job' }]
  const change: ChangeRequest = { do: 'change', sources: [at], change: { tags: job, meta: bytesOfEach({ a: 'b' }) } }

  const refusedOnce = async () => {
    await inThePast(() => ferry.oss.put({ at, body: 'a', attributes: { tags: mine }, signal }))
    ferry.store.faults.add({ op: 'CopyObject', times: 1, error: { code: 'AccessDenied' } })
    await run('done', change)
    await setTheirs()
    await retry('done')
  }

  it('does not write over tags that it had not read', async () => {
    await refusedOnce()
    expect([await endsOf('done'), await tagsAt(at)]).toEqual([['SourceChanged'], theirs])
  })

  it('does so when a person asks for it again, which an undo takes back', async () => {
    await refusedOnce()
    await retry('done')
    expect([await endsOf('done'), await tagsAt(at)]).toEqual([['done'], job])
    await undo(change)
    expect(await tagsAt(at)).toEqual(theirs)
  })
})
