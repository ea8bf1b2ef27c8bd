import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Where a place is chosen: loaded with the first dialog that asks for one. */
export const picker = {
  find: ['筛选 Bucket 和目录', 'Filter buckets and folders'],
  places: ['可选位置', 'Places to select'],
  'group.below': ['当前位置', 'In this place'],
  'group.favourites': ['收藏', 'Favorites'],
  'group.recent': ['最近', 'Recent'],
  'group.buckets': ['Bucket', 'Buckets'],
  noneBelow: ['没有子目录，对象会放在这里。', 'No subfolders. The objects go here.'],
  noneFound: ['没有符合“{{typed}}”的位置', 'No place matches “{{typed}}”'],
  viaRelay: ['中转', 'Relay'],
  'why.region': [
    'OSS 只能在同一地域内复制。选择其他地域的 Bucket 会自动开启“经本机中转”。',
    'OSS copies only within one region. Selecting a bucket in another region turns on the relay through this computer.',
  ],
  'why.account': [
    '两个账号之间不能由 OSS 直接复制。选择后会自动开启“经本机中转”。',
    'OSS does not copy between accounts. Selecting a place turns on the relay through this computer.',
  ],
  'on.region': [
    '{{bucket}} 位于{{region}}，OSS 不能跨地域复制，因此已开启中转。',
    '{{bucket}} is in {{region}}, and OSS copies only within one region: the relay is on.',
  ],
  'on.account': [
    '目标属于另一个账号，OSS 不能直接复制，因此已开启中转。',
    'The destination belongs to another account, and OSS does not copy between accounts: the relay is on.',
  ],
  folderName: ['新目录的名称', 'Name of the new folder'],
} satisfies Texts

addWords('picker', picker)
