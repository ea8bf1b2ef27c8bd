import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** A file of accounts without secrets, at the sign-in. */
export const importing = {
  label: ['导入账号（不含密钥的文件）', 'Import accounts (a file without secrets)'],
  wrong: ['这个文件不是 OSS Ferry 导出的账号。', "This file doesn't hold accounts that OSS Ferry has exported."],
  nothing: ['没有导入任何账号。', 'No account was imported.'],
  unreadable: [
    '内容不是完整的 JSON，请重新导出，或复制全部内容。',
    "The text isn't complete JSON. Export the accounts again, or copy all of the text.",
  ],
  empty: ['文件中没有账号。', 'The file lists no accounts.'],
  lacks: [
    '所有账号都缺少必要信息或填写有误。第一个账号的问题：{{fields}}。',
    'All accounts in it are incomplete or wrong. What is missing or wrong in the first one: {{fields}}.',
  ],
  'field.name': ['名称', 'name'],
  'field.accessKeyId': ['AccessKey ID', 'AccessKey ID'],
  'field.region': ['地域', 'region'],
  'field.endpoint': ['Endpoint', 'endpoint'],
} satisfies Texts

addWords('importing', importing)
