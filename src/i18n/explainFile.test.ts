import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonFault, PlanFileError } from '../engine/plan/fileFault.ts'
import { readRuleFile } from '../engine/rules/ruleFile.ts'
import { explainFile } from './explainFile.ts'
import { languages, resourcesOf } from './i18n.ts'

/** What a page says of a rule file that can't be used. */

const rule = { name: 'Cache', names: ['*.html'], edit: { headers: { Expires: { do: 'remove' } } } }
const fileOf = (more: object) => JSON.stringify({ version: 1, rule: { ...rule, ...more } })
const headers = (of: object) => fileOf({ edit: { headers: of } })

const broken: [text: string, zh: string, en: string][] = [
  ['{', '内容不是有效的 JSON', 'It is not valid JSON'],
  ['{\n "a": x }', '内容不是有效的 JSON', 'It is not valid JSON'],
  ['[]', '文件 应为对象（{ … }）', 'The file must be an object ({ … })'],
  ['{"version":2,"rule":{}}', '不支持文件的版本', "The version of the file isn't supported"],
  ['{"version":1,"place":1}', 'place：不支持的字段', 'place is not supported'],
  [fileOf({ name: 7 }), 'rule.name 应为文本', 'rule.name must be text'],
  [fileOf({ name: 'x'.repeat(101) }), 'rule.name 最多 100 个字符', 'rule.name can have up to 100 characters'],
  [fileOf({ names: '*' }), 'rule.names 应为列表（[ … ]）', 'rule.names must be a list'],
  [fileOf({ names: Array(101).fill('*') }), 'rule.names 最多 100 项', 'rule.names can have up to 100 entries'],
  [fileOf({ names: ['x'.repeat(1024)] }), 'rule.names[0] 最多 1023 字节', 'rule.names[0] can have up to 1023 bytes'],
  [fileOf({ size: { from: -1 } }), 'rule.size.from 应为不小于 0 的整数', 'rule.size.from must be a whole number'],
  [fileOf({ size: {} }), 'rule.size 至少需要下限或上限：from、to', 'rule.size needs at least one limit: from, to'],
  [fileOf({ unmodifiedDays: 0 }), 'rule.unmodifiedDays 应为 1 到 36500 之间的整数', 'a whole number from 1 to 36500'],
  [fileOf({ storageClass: 'Cold' }), 'rule.storageClass 只能是 "Standard"、"IA"、', 'one of: "Standard", "IA", '],
  [fileOf({ edit: {} }), 'rule.edit 没有任何要修改的内容', 'rule.edit changes nothing'],
  [fileOf({ when: { meta: { 'a b': { is: 'absent' } } } }), '“a b”不能用作名称', '“a b” is not a valid name'],
  [
    fileOf({ when: { tags: { a: { is: 'found', pattern: '(' } } } }),
    '不支持的正则表达式',
    'is not a supported pattern',
  ],
  [headers({ Expires: { do: 'set', value: 'a\nb' } }), '应为单行文本', 'must be text of one line'],
  [
    headers({ ETag: { do: 'remove' } }),
    'rule.edit.headers.ETag：不支持的字段',
    'rule.edit.headers.ETag is not supported',
  ],
  [fileOf({ edit: { encryption: { algorithm: 'A S' } } }), '应为不含空格的文本', 'must be text without spaces'],
]

beforeAll(() =>
  i18next.init({
    resources: { 'zh-CN': resourcesOf('zh-CN'), en: resourcesOf('en') },
    keySeparator: false,
    interpolation: { escapeValue: false },
  }),
)

describe.each(languages)('in %s', (language) => {
  test.each(broken)('%.60s', (text, zh, en) => {
    const said = explainFile(faultOf(text), i18next.getFixedT(language, 'fileFaults'))
    expect(said).toContain(language === 'en' ? en : zh)
    expect(said).not.toMatch(/\{\{|undefined/)
    if (language === 'zh-CN') expect(said).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/)
  })
})

test('where JSON breaks off is told, if the browser knows', () => {
  const of = jsonFault(new SyntaxError('JSON.parse: unexpected character at line 2 column 7 of the JSON data'))
  expect(explainFile(of, i18next.getFixedT('en', 'fileFaults'))).toContain('line 2, column 7')
})

function faultOf(text: string) {
  try {
    readRuleFile(text)
  } catch (error) {
    if (error instanceof PlanFileError) return error.fault
    throw error
  }
  return expect.fail(`${text} is a rule`)
}
