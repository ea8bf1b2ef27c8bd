import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** The form of headers and metadata: texts of the browser that are loaded with it. */
export const metadataForm = {
  metadataOf: ['元数据：{{name}}', 'Metadata of {{name}}'],
  headersTitle: ['HTTP 头', 'HTTP headers'],
  notSet: ['未设置', 'Not set'],
  shownAs: ['按 {{encoding}} 显示', 'shown as {{encoding}}'],
  emptyValue: ['空值', 'empty'],
  metaTitle: ['用户自定义元数据', 'User metadata'],
  metaName: ['名称', 'Name'],
  metaNameNth: ['第 {{n}} 项的名称', 'Name {{n}}'],
  metaValueNth: ['第 {{n}} 项的值', 'Value {{n}}'],
  metaValue: ['值', 'Value'],
  addMeta: ['添加元数据', 'Add metadata'],
  removeMeta: ['删除 {{name}}', 'Remove {{name}}'],
  metaMeter: ['{{used}} / {{limit}} 字节', '{{used}} of {{limit}} bytes'],
  'meta.empty': ['请填写名称', 'Enter a name'],
  'meta.illegalName': ['只能使用字母、数字和连字符', 'Use letters, digits, and hyphens only'],
  'meta.controlCharacter': ['不能包含换行等控制字符', "Can't contain line breaks or other control characters"],
  'meta.notAscii': [
    '只能使用 ASCII 字符，其他字符没有程序能读取',
    'Use ASCII characters only: programs read no others here',
  ],
  'meta.edgeSpace': ['HTTP 不保留值开头和结尾的空格', 'HTTP drops spaces at the start and end of a value'],
  'meta.notUtf8': [
    '不是 UTF-8 编码，按 {{encoding}} 显示；不修改则原样保留',
    'Not UTF-8, shown as {{encoding}}. Kept byte for byte unless you edit it',
  ],
  'meta.notADate': [
    '请填写日期，例如 Thu, 31 Dec 2026 16:00:00 GMT',
    'Enter a date, such as Thu, 31 Dec 2026 16:00:00 GMT',
  ],
  'meta.notAType': [
    '请填写媒体类型，例如 text/html; charset=utf-8',
    'Enter a media type, such as text/html; charset=utf-8',
  ],
  'meta.twice': ['名称重复', 'Duplicate name'],
  'meta.tooMuch': ['用户自定义元数据合计不能超过 8 KiB', 'User metadata is limited to 8 KiB in total'],
  staysTitle: ['保持不变', 'Unchanged'],
  changesTitle: ['将要修改', 'Changes'],
  noChanges: ['还没有修改', 'No changes yet'],
  saveChanges: ['保存 {{count}} 处修改', 'Save {{count}} change', 'Save {{count}} changes'],
  selfCopy: [
    '保存时 OSS 会把对象复制到自身：内容不变，最后修改时间会更新；开启版本控制的 Bucket 会多一个版本。',
    'To save, OSS copies the object onto itself: its content stays, Last-Modified changes, and a bucket with versioning keeps one more version.',
  ],
} satisfies Texts

addWords('browser', metadataForm)
