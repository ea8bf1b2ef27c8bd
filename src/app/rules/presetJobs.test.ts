import { expect, test } from 'vitest'
import { endsOf, ferry, home, journal, put, run, undo } from '../../../test/jobs.ts'
import { type Properties, propertiesOf } from '../../../test/properties.ts'
import { type Rule, requestOf } from '../../engine/rules/rule.ts'
import { byteString, bytesOf, bytesOfEach } from '../../oss/headerBytes.ts'
import type { Attributes } from '../../oss/types.ts'
import { presetNames, presets, typePreset } from './presets.ts'

/** Presets over odd names and odd values: what each changes is written down here by hand, and nothing else differs until it is undone. */

const day = 86_400_000
const gbk = byteString('\xb1\xa8')
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0])
const type = (value: string, more: Attributes['headers'] = {}): Attributes => ({
  headers: { ...bytesOfEach({ 'Content-Type': value }), ...more },
  meta: { gbk, latin1: byteString('caf\xe9') },
  tags: [{ key: 'k', value: 'v' }],
  acl: 'private',
})
const long = `${'长'.repeat(330)}.html`
const big = 'x'.repeat(65_536)
const objects: [key: string, attributes: Attributes, body?: string | Blob][] = [
  ['a.html', type('text/html')],
  ['B.HTML', type('text/html ; charset=gbk')],
  ['.html', type('text/plain;')],
  [long, type('TEXT/HTML')],
  ['a//b c.css', type('text/css', { 'Cache-Control': bytesOf('no-store') })],
  ['__proto__.js', type('application/x-javascript', { 'Content-Disposition': gbk })],
  ['constructor.zip', type('application/zip')],
  ['+%20&=.csv', type('text/csv; header=present')],
  ['\u0001\u202e.txt', type('jpg')],
  ['html', type('text/html')],
  ['a.html ', type('text/html')],
  ['dir.html/', type('application/x-directory')],
  ['圖.png', type('text/html'), new Blob([png])],
  ['gzipped.png', type('text/html', { 'Content-Encoding': bytesOf('gzip') }), new Blob([png])],
  ['old.bin', type('application/octet-stream'), big],
  ['old ia.bin', { ...type('application/octet-stream'), storageClass: 'IA' }, big],
  ['new.bin', type('application/octet-stream'), big],
]
const at = (key: string) => home(`odd/${key}`)
const keys = objects.map(([key]) => key)

type Changed = Record<string, Record<string, string>>
const each = (of: string[], change: Record<string, string>): Changed =>
  Object.fromEntries(of.map((key) => [key, change]))
const rules: [Omit<Rule, 'name'>, Changed][] = [
  [presets.pages, each(['a.html', 'B.HTML', '.html', long], { 'cache-control': 'no-cache' })],
  [presets.assets, each(['__proto__.js', '圖.png', 'gzipped.png'], { 'cache-control': 'max-age=86400' })],
  [presets.downloads, each(['constructor.zip', '+%20&=.csv'], { 'content-disposition': 'attachment' })],
  [
    presets.charset,
    {
      'a.html': { 'content-type': 'text/html; charset=utf-8' },
      [long]: { 'content-type': 'TEXT/HTML; charset=utf-8' },
      '.html': { 'content-type': 'text/plain; charset=utf-8' },
      'a//b c.css': { 'content-type': 'text/css; charset=utf-8' },
    },
  ],
  [presets.content, { '圖.png': { 'content-type': 'image/png' } }],
  [presets.cold, { 'old.bin': { 'x-oss-storage-class': 'IA' } }],
  [typePreset('html'), each(['.html'], { 'content-type': 'text/html; charset=utf-8' })],
  [typePreset('js'), {}],
  [typePreset('png'), each(['圖.png', 'gzipped.png'], { 'content-type': 'image/png' })],
]

function after(before: Properties, change: Record<string, string> = {}): Properties {
  const [size, kind] = JSON.parse(before.listed)
  const storageClass = change['x-oss-storage-class']
  const head = Object.fromEntries(Object.entries({ ...before.head, ...change }).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...before, head, ...(storageClass && { listed: JSON.stringify([size, kind, storageClass]) }) }
}

test('each changes what it says of odd objects, and nothing of the others', async () => {
  ferry.store.settings.clockOffset = -100 * day
  for (const [key, attributes, body = 'x'] of objects.slice(0, -1)) await put(at(key), body as string, attributes)
  ferry.store.settings.clockOffset = -day
  for (const [key, attributes, body = 'x'] of objects.slice(-1)) await put(at(key), body as string, attributes)
  ferry.store.settings.clockOffset = 0
  const now = () => Promise.all(keys.map((key) => propertiesOf(ferry, at(key))))
  const before = await now()
  expect(rules.slice(0, presetNames.length).map(([rule]) => rule)).toEqual(presetNames.map((name) => presets[name]))
  for (const [n, [rule, changes]] of rules.entries()) {
    const request = requestOf({ name: `rule ${n}`, ...rule }, at(''), Date.now())
    await run(`rule ${n}`, request)
    expect(await now(), JSON.stringify(rule)).toEqual(before.map((one, k) => after(one, changes[keys[k] ?? ''])))
    expect((await endsOf(`rule ${n}`)).filter((end) => end === 'done')).toHaveLength(Object.keys(changes).length)
    // What an undo left would be seen behind the next.
    await undo(request, `rule ${n}`)
    for (const id of [`rule ${n}`, `undo rule ${n}`]) await journal.remove(id)
  }
  expect(await now()).toEqual(before)
})
