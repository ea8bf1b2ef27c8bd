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
  'view.fields': ['表单', 'Fields'],
  'view.raw': ['文本', 'Text'],
  'raw.label': ['HTTP 头和用户自定义元数据', 'HTTP headers and user metadata'],
  'raw.hint': [
    '每行一项：名称、冒号、值。删除一行即删除该项。',
    'One per line: name, colon, value. To remove one, delete its line.',
  ],
  'raw.noColon': ['第 {{line}} 行缺少冒号', 'Line {{line}} has no colon'],
  'raw.unknownName': [
    '第 {{line}} 行的名称不是可设置的 HTTP 头，也不以 x-oss-meta- 开头',
    'The name in line {{line}} is no HTTP header that can be set, and does not start with x-oss-meta-',
  ],
  'raw.twice': ['第 {{line}} 行的名称重复', 'The name in line {{line}} is there already'],
  'raw.invalid': ['有的值无效，请切换到“表单”查看', 'A value is not valid. Switch to “Fields” to see which'],
  'fill.type': ['按扩展名：{{type}}', 'By the extension: {{type}}'],
  'fill.attachment': ['下载时保存为 {{name}}', 'Download it as {{name}}'],
  'fill.bareName': [
    'filename 中有非 ASCII 字符，浏览器可能显示乱码。',
    'filename has characters beyond ASCII, which browsers may garble.',
  ],
  'fill.repair': ['改为 filename*', 'Use filename*'],
  'fill.falseEncoding': [
    '内容不是 {{encoding}} 编码，浏览器会无法打开',
    'The content is not encoded as {{encoding}}, so browsers will fail to open it',
  ],
  'build.maxAge': ['缓存时长', 'Keep in caches for'],
  'build.count': ['数值', 'Number'],
  'build.unit': ['单位', 'Unit'],
  'build.seconds': ['秒', 'second', 'seconds'],
  'build.minutes': ['分钟', 'minute', 'minutes'],
  'build.hours': ['小时', 'hour', 'hours'],
  'build.days': ['天', 'day', 'days'],
  'build.expires': ['过期时间（本机时间）', 'Expires at (local time)'],
  'concurrent.title': ['对象在编辑期间被修改', 'The object was changed while you edited it'],
  'concurrent.note': [
    '什么都没有保存。您没有修改的字段会采用现在的值；都修改了的字段，请选择保留哪一个。',
    'Nothing was saved. Fields that you did not change take their current value. Where both changed a field, choose which value to keep.',
  ],
  'concurrent.field': ['字段', 'Field'],
  'concurrent.before': ['修改前', 'Before'],
  'concurrent.now': ['现在', 'Now'],
  'concurrent.mine': ['您的修改', 'Yours'],
  'concurrent.untouched': ['未修改', 'Not changed'],
  'concurrent.keep.now': ['{{name}}：保留现在的值', 'Keep the current value of {{name}}'],
  'concurrent.keep.mine': ['{{name}}：保留您的修改', 'Keep your value of {{name}}'],
  'concurrent.take': ['继续编辑', 'Back to editing'],
  changesTitle: ['将要修改', 'Changes'],
  noChanges: ['还没有修改', 'No changes yet'],
  saveChanges: ['保存 {{count}} 处修改', 'Save {{count}} change', 'Save {{count}} changes'],
  linkHas: [
    '软链接有自己的标签和读写权限。它的 HTTP 头、元数据和加密无法读取，因此不能在这里编辑：OSS 返回的是目标对象的。如需编辑，请打开目标对象。',
    "A symlink has tags and an ACL of its own. Its HTTP headers, metadata, and encryption can't be read, so they can't be edited: OSS answers with those of the target. To edit them, open the target.",
  ],
  sealing: [
    'Bucket 设置了默认加密：保存时，这个尚未加密的对象会以 {{algorithm}} 加密，撤销也不会解除加密。',
    'The bucket has a default encryption: when you save, this object, which is not encrypted yet, is encrypted with {{algorithm}}. Undoing leaves it encrypted.',
  ],
  selfCopy: [
    '保存时 OSS 会把对象复制到自身：内容不变，最后修改时间会更新；开启版本控制的 Bucket 会多一个版本。',
    'To save, OSS copies the object onto itself: its content stays, Last-Modified changes, and a bucket with versioning keeps one more version.',
  ],
} satisfies Texts

addWords('browser', metadataForm)
