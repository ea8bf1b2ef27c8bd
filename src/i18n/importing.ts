import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** A file of accounts without secrets, at the sign-in. */
export const importing = {
  label: ['导入账号（不含密钥的文件）', 'Import accounts (a file without secrets)'],
  wrong: ['这个文件不是 OSS Ferry 导出的账号。', "This file doesn't hold accounts that OSS Ferry has exported."],
  large: ['账号文件不能超过 4 MiB。', "A file of accounts can't be larger than 4 MiB."],
  unread: ['无法读取文件，请重新选择。', "The file can't be read. Select it again."],
  nothing: ['没有导入任何账号：', 'No account was imported:'],
  leftOut: [
    '{{count}} 个账号没有导入：',
    '{{count}} account was not imported:',
    '{{count}} accounts were not imported:',
  ],
  partly: [
    '以下账号中有 OSS Ferry 不使用的字段，已忽略：',
    "These accounts have fields that OSS Ferry doesn't use. The fields were ignored:",
  ],
  more: [
    '一次最多导入 1000 个账号，其后的 {{count}} 个没有读取。',
    'Up to 1,000 accounts are imported at once; the {{count}} after them was not read.',
    'Up to 1,000 accounts are imported at once; the {{count}} after them were not read.',
  ],
  unreadable: [
    '没有导入任何账号。内容不是完整的 JSON，请重新导出，或复制全部内容。',
    "No account was imported. The text isn't complete JSON. Export the accounts again, or copy all of the text.",
  ],
  empty: ['没有导入任何账号。文件中没有账号。', 'No account was imported. The file lists no accounts.'],
  version: [
    '没有导入任何账号。文件的版本不受支持，可能由更新版本的 OSS Ferry 导出。请更新 OSS Ferry 后再导入。',
    "No account was imported. The version of the file isn't supported; a newer OSS Ferry may have exported it. Update OSS Ferry, then import it again.",
  ],
  entry: ['第 {{n}} 个：{{words}}', 'No. {{n}}: {{words}}'],
  namedEntry: ['第 {{n}} 个（{{name}}）：{{words}}', 'No. {{n}} ({{name}}): {{words}}'],
  lacks: ['缺少：{{fields}}', 'missing: {{fields}}'],
  wrongFields: ['有误：{{fields}}', 'not valid: {{fields}}'],
  same: ['与第 {{n}} 个账号相同', 'same account as no. {{n}}'],
  and: ['；', '; '],
  field: ['{{words}}（{{name}}）', '{{words}} ({{name}})'],
  'field.name': ['名称', 'name'],
  'field.accessKeyId': ['AccessKey ID', 'AccessKey ID'],
  'field.region': ['地域', 'region'],
  'field.endpoint': ['Endpoint', 'endpoint'],
  'field.cname': ['自定义域名', 'custom domain'],
  'field.pathStyle': ['Endpoint 在路径中指定 Bucket', 'buckets in the path'],
  'field.start': ['起始路径', 'start path'],
  'field.isReadOnly': ['只读', 'read-only'],
  'field.paysFor': ['由本账号付费的 Bucket', 'buckets that this account pays for'],
} satisfies Texts

addWords('importing', importing)
