import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** The form of headers and metadata: texts of the browser that are loaded with it. */
export const metadataForm = {
  metadataOf: ['元数据：{{name}}', 'Metadata of {{name}}'],
  headersTitle: ['HTTP 标头', 'HTTP headers'],
  notSet: ['未设置', 'not set'],
  shownAs: ['按 {{encoding}} 显示', 'shown as {{encoding}}'],
  emptyValue: ['空值', 'empty'],
  metaTitle: ['用户元数据', 'User metadata'],
  metaName: ['名称', 'Name'],
  metaNameNth: ['第 {{n}} 项的名称', 'Name of pair {{n}}'],
  metaValueNth: ['第 {{n}} 项的值', 'Value of pair {{n}}'],
  metaValue: ['值', 'Value'],
  addMeta: ['添加一项', 'Add a pair'],
  removeMeta: ['删除 {{name}}', 'Remove {{name}}'],
  removePair: ['按名称删除一项', 'Remove a pair by name'],
  metaMeter: ['{{used}} / {{limit}} 字节', '{{used}} of {{limit}} bytes'],
  'meta.empty': ['请填写名称', 'Give a name'],
  'meta.illegalName': ['只能用字母、数字和连字符', 'Letters, digits and hyphens only'],
  'meta.controlCharacter': ['不能包含换行等控制字符', 'One line, without control characters'],
  'meta.notAscii': ['只能用 ASCII 字符，否则没有程序能读懂', 'ASCII characters only: no program reads others here'],
  'meta.edgeSpace': ['HTTP 不保留值开头和结尾的空格', 'HTTP keeps no space at the beginning or end of a value'],
  'meta.notUtf8': [
    '不是 UTF-8 编码，按 {{encoding}} 显示；不修改则原样保留',
    'Not UTF-8, shown as {{encoding}}. Kept byte for byte unless you edit it',
  ],
  'meta.notADate': ['请填写日期，例如 Thu, 31 Dec 2026 16:00:00 GMT', 'A date, e.g. Thu, 31 Dec 2026 16:00:00 GMT'],
  'meta.notAType': ['请填写媒体类型，例如 text/html; charset=utf-8', 'A media type, e.g. text/html; charset=utf-8'],
  'meta.twice': ['名称重复', 'This name is used twice'],
  'meta.tooMuch': ['用户元数据合计不能超过 8 KiB', 'All user metadata together has at most 8 KiB'],
  eachItsOwn: ['各自的原值', 'each its own'],
  ofMany: [
    '这里填写的内容会写入每个所选对象，以及所选前缀下的所有对象；标为删除的会从每个对象删除；留空的保持不变。',
    'What is filled in here is set on each chosen object and on all objects below a chosen prefix, and what is marked is removed from each. What is left empty stays as it is.',
  ],
  staysTitle: ['保持不变', 'Stays as it is'],
  changesTitle: ['将要修改', 'What will change'],
  noChanges: ['还没有修改', 'Nothing changed yet'],
  saveChanges: ['保存 {{count}} 处修改', 'Save {{count}} change', 'Save {{count}} changes'],
  selfCopy: [
    '保存时 OSS 会把对象复制到自身：内容不变，最后修改时间会更新；开启版本控制的 Bucket 会多一个版本。',
    'To save, OSS copies the object onto itself: the content stays, Last-Modified moves, and a bucket with versioning keeps one more version.',
  ],
} satisfies Texts

addWords('browser', metadataForm)
