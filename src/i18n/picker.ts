import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Where a place is chosen: loaded with the first dialog that asks for one. */
export const picker = {
  find: ['筛选 Bucket 和目录', 'Filter buckets and folders'],
  places: ['可选位置', 'Available places'],
  'group.below': ['当前位置', 'In this folder'],
  'group.favourites': ['收藏', 'Favorites'],
  'group.recent': ['最近', 'Recent'],
  'group.buckets': ['Bucket', 'Buckets'],
  noneBelow: ['没有子目录，对象会放在这里。', 'No subfolders. Objects go here.'],
  noneFound: ['没有符合“{{typed}}”的位置', 'No place matches “{{typed}}”'],
  viaRelay: ['中转', 'Relay'],
  'relayReason.region': [
    'OSS 只能在同一地域内复制。选择其他地域的 Bucket 会自动开启“经本机中转”。',
    'OSS copies within one region only. Choosing a bucket in another region turns on “Relay through this computer”.',
  ],
  'relayReason.account': [
    'OSS 不能在两个账号之间直接复制。选择后会自动开启“经本机中转”。',
    'OSS does not copy between accounts. Choosing a place turns on “Relay through this computer”.',
  ],
  'relay.region': [
    '{{bucket}} 位于{{region}}，OSS 不能跨地域复制，因此已开启中转。',
    '{{bucket}} is in {{region}}, and OSS copies within one region only: the relay is on.',
  ],
  'relay.account': [
    '目标属于另一个账号，OSS 不能直接复制，因此已开启中转。',
    'The destination belongs to another account, and OSS does not copy between accounts: the relay is on.',
  ],
  folderName: ['新目录的名称', 'Name of the new folder'],
} satisfies Texts

addWords('picker', picker)
