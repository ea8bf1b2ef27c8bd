import { beforeAll, describe, expect, test } from 'vitest'
import {
  endsOf,
  ferry,
  home,
  inThePast,
  put,
  run,
  runnerOver,
  useRunner as runWith,
  signal,
  undo,
} from '../../../../test/jobs.ts'
import { editable, kinds, makePlaces, placed, places } from '../../../../test/objectKinds.ts'
import { disturbed, propertiesOf } from '../../../../test/properties.ts'
import { edited } from '../../../engine/edit/edited.ts'
import type { ChangeRequest } from '../../../engine/types.ts'
import { byteString, bytesOf, bytesOfEach } from '../../../oss/headerBytes.ts'
import type { Attributes, Oss, Ref } from '../../../oss/types.ts'
import { changeRequest } from '../../requests/requests.ts'
import { type EditForm, editOf, emptyForm } from '../many/editForm.ts'
import { changedPair, changeOf, formOf, type MetadataForm, shownOf, withPair } from './metadataForm.ts'

/** What the form of one object asks for when it is saved, carried out: of all properties only what was typed differs, until it is undone. */

beforeAll(() => makePlaces(ferry, home('')))

const attributes: Attributes = {
  headers: {
    ...bytesOfEach({ 'Content-Type': 'text/plain', 'Cache-Control': 'max-age=60', Expires: 'never' }),
    'Content-Disposition': byteString('attachment; filename="\xb1\xa8\xb8\xe6.pdf"'),
  },
  meta: { gbk: byteString('\xb1\xa8'), latin1: byteString('caf\xe9'), utf8: bytesOf('报告'), gone: bytesOf('') },
  tags: [{ key: 'k', value: 'v' }],
  acl: 'private',
  storageClass: 'Standard',
}

const plain = (at: Ref) => put(at, 'x'.repeat(8), attributes)

/** As the dialog reads it, and as it is saved after a person has typed. */
async function saved(at: Ref, type: (form: MetadataForm) => MetadataForm, others: Partial<EditForm> = {}) {
  const { headers, meta, storageClass, encryption } = await ferry.oss.head({ at, signal })
  const [tags, acl] = [await ferry.oss.getTags({ at, signal }), await ferry.oss.getAcl({ at, signal })]
  const seen = { headers, meta, storageClass, tags, acl, ...(encryption && { encryption }) }
  const form = type(formOf(seen))
  const more = edited(editOf({ ...emptyForm, ...others }), seen)
  return changeRequest([at], { ...changeOf(form), ...more.change }, { ...shownOf(form), ...more.expects })
}
function typed(form: MetadataForm): MetadataForm {
  const headers = { ...form.headers, 'Cache-Control': 'no-cache', 'Content-Language': 'zh-CN' }
  const pairs = form.pairs.filter(({ name }) => name !== 'gone')
  const more = withPair({ ...form, headers, pairs })
  const [last] = more.pairs.slice(-1)
  return last ? changedPair(more, { ...last, name: 'X-Oss-Meta-New', value: '新' }) : more
}
const tagsAndAcl: Partial<EditForm> = {
  tags: { do: 'all', lines: [{ id: 0, do: 'add', key: 'k', value: '2' }] },
  acl: 'public-read',
}

describe.each(places)('in a bucket with %s', (place) => {
  const here = (key: string) => placed(place, home(key))
  test.each(editable(place))('an object of %s is saved, and what was not touched stays byte by byte', async (kind) => {
    const at = here(`form ${kind}`)
    await inThePast(() => kinds[kind](ferry, at, attributes))
    const before = await propertiesOf(ferry, at)
    expect(before.head).toMatchObject({
      expires: 'never',
      'x-oss-meta-gbk': '\xb1\xa8',
      'x-oss-meta-latin1': 'caf\xe9',
    })
    const request = await saved(at, typed, tagsAndAcl)
    await run('done', request)
    expect(await endsOf('done')).toEqual(['done'])
    const { 'x-oss-meta-gone': gone, ...head } = before.head
    expect(gone).toBe('')
    expect(await propertiesOf(ferry, at)).toEqual({
      ...before,
      head: { ...head, 'cache-control': 'no-cache', 'content-language': 'zh-CN', 'x-oss-meta-new': bytesOf('新') },
      tags: '[["k","2"]]',
      acl: 'public-read',
    })
    await undo(request)
    expect(await endsOf('undo done')).toEqual(['done'])
    expect(await propertiesOf(ferry, at)).toEqual(before)
  })

  test('class and encryption are saved, and undone', async () => {
    const at = here('form class')
    await inThePast(() => plain(at))
    const before = await propertiesOf(ferry, at)
    const request = await saved(at, (form) => form, { storageClass: 'IA', encryption: 'AES256' })
    await run('done', request)
    const head = { ...before.head, 'x-oss-storage-class': 'IA', 'x-oss-server-side-encryption': 'AES256' }
    expect(await propertiesOf(ferry, at)).toEqual({ ...before, head, listed: '[8,"Normal","IA"]' })
    await undo(request)
    expect(await propertiesOf(ferry, at)).toEqual(before)
  })
})

const theirs: Attributes = {
  headers: bytesOfEach({ 'Content-Type': 'text/theirs', 'Cache-Control': 'theirs' }),
  meta: { theirs: bytesOf('1') },
  acl: 'public-read-write',
}
type Writer = { name: string; act: (at: Ref) => Promise<unknown>; leaves: string[] }
const writers: Writer[] = [
  {
    name: 'metadata',
    act: async (at) => {
      const { etag } = await ferry.oss.head({ at, signal })
      await ferry.oss.copyObject({ at, source: at, ifMatch: etag, replace: true, attributes: theirs, signal })
    },
    leaves: ['"cache-control":"theirs"', '"x-oss-meta-theirs":"1"', '"acl":"public-read-write"'],
  },
  {
    name: 'content',
    act: (at) => ferry.oss.put({ at, body: 'by another', attributes: theirs, signal }),
    leaves: ['"content-length":"10"', '"x-oss-meta-theirs":"1"', '"acl":"public-read-write"'],
  },
  {
    name: 'tags',
    act: (at) => ferry.oss.putTags({ at, tags: [{ key: 'theirs', value: '1' }], signal }),
    leaves: ['theirs'],
  },
]

/** Requests of the product from the yes to the end, by their names: the moments in which somebody else may act. */
async function momentsOf(request: ChangeRequest): Promise<(keyof Oss)[]> {
  const ops: (keyof Oss)[] = []
  const watch = (op: keyof Oss) => {
    ops.push(op)
    return false
  }
  runWith(runnerOver(disturbed(ferry.oss, watch, async () => {})))
  await run('watched', request)
  expect(await endsOf('watched')).toEqual(['done'])
  return ops
}

test.each(writers)(
  'of $name that somebody writes at any request after the form was read, nothing is lost',
  async (writer) => {
    await inThePast(() => plain(home('counted')))
    const moments = await momentsOf(await saved(home('counted'), typed))
    expect(moments.length).toBeGreaterThan(3)
    for (const [n] of moments.entries()) {
      const at = home(`moment ${n}`)
      await inThePast(() => plain(at))
      const request = await saved(at, typed)
      runWith(
        runnerOver(
          disturbed(
            ferry.oss,
            (_, nth) => nth === n + 1,
            () => writer.act(at),
          ),
        ),
      )
      await run(`job ${n}`, request)
      const now = JSON.stringify(await propertiesOf(ferry, at))
      for (const left of writer.leaves) expect(now, `${writer.name} at ${moments[n]}, ${n}`).toContain(left)
    }
  },
)
