import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What is wrong in a rule file: loaded with the form of rules. `explainFile.ts` chooses. */
export const fileFaults = {
  file: ['文件', 'The file'],
  or: ['、', ', '],
  json: [
    '内容不是有效的 JSON（第 {{line}} 行第 {{column}} 列）',
    'It is not valid JSON (line {{line}}, column {{column}})',
  ],
  jsonAnywhere: ['内容不是有效的 JSON', 'It is not valid JSON'],
  unknown: ['{{path}}：不支持的字段', '{{path}} is not supported'],
  headerName: ['{{path}}：“{{name}}”不能用作名称', '{{path}}: “{{name}}” is not a valid name'],
  object: ['{{path}} 应为对象（{ … }）', '{{path}} must be an object ({ … })'],
  list: ['{{path}} 应为列表（[ … ]）', '{{path}} must be a list ([ … ])'],
  text: ['{{path}} 应为文本', '{{path}} must be text'],
  word: ['{{path}} 应为不含空格的文本', '{{path}} must be text without spaces'],
  wholeNumber: ['{{path}} 应为不小于 0 的整数', '{{path}} must be a whole number from 0'],
  oneOf: ['{{path}} 只能是 {{allowed}}', '{{path}} must be one of: {{allowed}}'],
  version: [
    '不支持文件的版本，它可能由更新版本的 OSS Ferry 导出，或不是规则文件',
    "The version of the file isn't supported: a newer OSS Ferry may have exported it, or it is no rule file",
  ],
  characters: ['{{path}} 最多 {{allowed}} 个字符', '{{path}} can have up to {{allowed}} characters'],
  patterns: ['{{path}} 最多 {{allowed}} 项', '{{path}} can have up to {{allowed}} entries'],
  patternBytes: ['{{path}} 最多 {{allowed}} 字节', '{{path}} can have up to {{allowed}} bytes'],
  days: ['{{path}} 应为 1 到 {{allowed}} 之间的整数', '{{path}} must be a whole number from 1 to {{allowed}}'],
  fromOrTo: ['{{path}} 至少需要下限或上限：{{allowed}}', '{{path}} needs at least one limit: {{allowed}}'],
  someChange: ['{{path}} 没有任何要修改的内容', '{{path}} changes nothing'],
  pattern: ['{{path}}：不支持的正则表达式', '{{path}} is not a supported pattern'],
  value: ['{{path}} 应为单行文本，或 { "base64": … }', '{{path}} must be text of one line, or { "base64": … }'],
} satisfies Texts

addWords('fileFaults', fileFaults)
