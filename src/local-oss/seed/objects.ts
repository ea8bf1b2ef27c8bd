import type { ObjectAcl, ObjectType, StorageClass } from '../store/types.ts'
import { png, type Scene, svg } from './picture.ts'

/** An object of a fresh data folder. */
export type SeedObject = {
  key: string
  /** Text, bytes, or a size in bytes: then content that takes no disk. */
  body: string | Buffer | number
  /** Default: Normal. */
  type?: ObjectType
  /** Headers as in a PutObject, in Unicode: `cache-control`, `x-oss-meta-…`. */
  headers?: Record<string, string>
  tags?: [key: string, value: string][]
  acl?: ObjectAcl
  storageClass?: StorageClass
  /** Of a symbolic link: the key it points to. */
  target?: string
}

const MIB = 1024 ** 2
const SEASONS: [string, Scene][] = [
  ['春 苏堤', { top: [120, 190, 230], bottom: [240, 225, 235], ground: [96, 150, 84], sun: [60, 40] }],
  ['夏 荷塘', { top: [70, 160, 225], bottom: [200, 235, 240], ground: [40, 120, 90], sun: [170, 30] }],
  ['秋 龙井', { top: [235, 170, 110], bottom: [250, 225, 190], ground: [150, 96, 50], sun: [110, 70] }],
  ['冬 断桥', { top: [170, 185, 205], bottom: [240, 243, 248], ground: [120, 130, 145], sun: [190, 50] }],
]

/** `ferry-photos`: what a small site and its owner keep. */
export function photos(): SeedObject[] {
  return [
    { key: 'README.md', body: README, headers: { 'content-language': 'en, zh-CN' } },
    { key: 'latest.png', body: '', type: 'Symlink', target: 'photos/2025/西湖/冬 断桥.png' },
    ...[2023, 2024, 2025].flatMap(seasons),
    ...site(),
    ...data(),
    ...videos(),
    ...archive(),
    ...ODD_KEYS.map((key) => ({
      key: `odd keys/${key}`,
      body: key.endsWith('/') ? '' : `The key of this object: ${key}\n`,
    })),
  ]
}

/** `ferry-backup`: where backups go. */
export function backup(): SeedObject[] {
  return [
    { key: '备份说明.txt', body: '每周一次，把 ferry-photos 里的新照片复制到这里。\n' },
    { key: 'photos/2023/西湖/春 苏堤.png', body: picture(0), headers: { 'cache-control': 'max-age=86400' } },
    { key: 'database/2025-10-01.sql', body: 'CREATE TABLE voyage (id INT, port TEXT);\n', storageClass: 'IA' },
  ]
}

/** `ferry-qingdao`: another region, which OSS never copies to. */
export function qingdao(): SeedObject[] {
  return [
    { key: '栈桥.png', body: picture(1), headers: { 'x-oss-meta-photographer': '王海' } },
    { key: 'notes/天气.txt', body: '青岛，晴，东南风三级。\n' },
  ]
}

function seasons(year: number): SeedObject[] {
  return SEASONS.map(([name], index) => ({
    key: `photos/${year}/西湖/${name}.png`,
    body: picture(index),
    headers: {
      'cache-control': 'public, max-age=31536000',
      'x-oss-meta-photographer': '李舟',
      'x-oss-meta-year': String(year),
    },
    tags: [
      ['project', '西湖四季'],
      ['year', String(year)],
    ],
  }))
}

function site(): SeedObject[] {
  return [
    {
      key: 'site/index.html',
      body: PAGE,
      acl: 'public-read',
      headers: { 'cache-control': 'no-cache', 'content-language': 'zh-CN' },
    },
    { key: 'site/assets/style.css', body: 'body { font-family: sans-serif; margin: 2rem }\n', acl: 'public-read' },
    {
      key: 'site/assets/logo.svg',
      body: svg(scene(0)),
      acl: 'public-read',
      headers: { 'cache-control': 'max-age=3600' },
    },
    {
      key: 'site/downloads/价目表 2025.csv',
      body: PRICES,
      headers: { 'content-disposition': 'attachment; filename="prices.csv"' },
    },
    { key: 'site/', body: '' },
  ]
}

function data(): SeedObject[] {
  const lines = Array.from(
    { length: 500 },
    (_, at) => `2025-10-${String((at % 28) + 1).padStart(2, '0')} berth ${at % 12} cleared`,
  )
  return [
    { key: 'data/config.json', body: `${JSON.stringify({ port: '宁波', berths: 12, open: true }, null, 2)}\n` },
    {
      key: 'data/航次.csv',
      body: '航次,船名,到港\n1,远航,2025-03-01\n2,海风,2025-03-04\n',
      headers: { expires: 'Thu, 31 Dec 2026 16:00:00 GMT' },
    },
    { key: 'data/empty.txt', body: '' },
    { key: 'data/logs/harbour.log', body: `${lines.join('\n')}\n`, type: 'Appendable' },
  ]
}

function videos(): SeedObject[] {
  return [
    { key: 'videos/预告片.mp4', body: 180 * MIB, type: 'Multipart', headers: { 'x-oss-meta-title': '远航 预告' } },
    {
      key: 'videos/远航 4K 原片.mp4',
      body: 6 * 1024 * MIB,
      type: 'Multipart',
      headers: {
        'content-type': 'video/mp4',
        'cache-control': 'private, max-age=600',
        'content-disposition': 'inline; filename="voyage.mp4"',
        'content-language': 'zh-CN',
        'x-oss-meta-title': '远航（4K 原片）',
        'x-oss-meta-director': '李舟',
        'x-oss-meta-checksum-of': 'the master tape',
      },
      tags: [
        ['project', '远航'],
        ['stage', 'master'],
      ],
    },
  ]
}

function archive(): SeedObject[] {
  return [
    { key: 'archive/2019 账目.csv', body: '月,收入\n1,10000\n', storageClass: 'Archive', tags: [['keep', '10 years']] },
    { key: 'archive/合同 2022.txt', body: '甲方、乙方，各执一份。\n', storageClass: 'IA', acl: 'private' },
  ]
}

function picture(index: number): Buffer {
  return png(scene(index))
}

function scene(index: number): Scene {
  const [, found] = SEASONS[index % SEASONS.length] ?? []
  if (!found) throw new Error(`There is no scene ${index}`)
  return found
}

/** Keys that OSS allows and that careless tools lose or confuse. */
const ODD_KEYS = [
  ' leading and trailing ',
  '100% sure + maybe?.txt',
  'a#b&c=d;e.txt',
  `it's "quoted" <here>.txt`,
  '🚢 ferry ⛴️.txt',
  'a//b.txt',
  'a/../b.txt',
  './dot.txt',
  'dir/',
  'dir/inside.txt',
  'back\\slash.txt',
  'control\u0001character.txt',
  'two\nlines.txt',
  '%2F is not a slash.txt',
  'é composed.txt',
  'e\u0301 decomposed.txt',
  `long ${'长'.repeat(330)}.txt`,
]

const README = `# ferry-photos

A bucket to try out OSS Ferry. Everything here may be copied, moved, renamed, and deleted.
这个 Bucket 用来试用 OSS Ferry：这里的一切都可以复制、移动、重命名和删除。

- \`videos/\` holds a 6 GiB object that takes no disk. Move it to ferry-backup, and watch its parts.
- \`archive/2019 账目.csv\` is archived: it must be restored before it can be copied.
- \`data/logs/harbour.log\` is appendable: OSS does not copy it.
- \`odd keys/\` has names which careless tools lose.
`

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head><meta charset="utf-8"><title>渡口</title><link rel="stylesheet" href="assets/style.css"></head>
  <body><img src="assets/logo.svg" alt="" width="120"><h1>渡口</h1><p>下一班渡轮：十点整。The next ferry leaves at ten.</p></body>
</html>
`

const PRICES = '航线,单程,往返\n宁波 - 舟山,68,120\n青岛 - 黄岛,20,36\n'
