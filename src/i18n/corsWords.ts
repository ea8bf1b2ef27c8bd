import { useTranslation } from 'react-i18next'
import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What a page without a gateway lacks in the CORS rules of a bucket, loaded with the window that says it. */
export const corsWords = {
  title: ['跨域检查：{{bucket}}', 'CORS check: {{bucket}}'],
  probed: [
    '由本浏览器从 {{origin}} 逐项尝试得出，请求不会更改任何内容。',
    'Tried item by item by this browser from {{origin}}, with requests that change nothing.',
  ],
  judged: [
    '经由网关的页面不需要跨域规则。如果不用网关，而是从其他地址打开 OSS Ferry，可以在这里检查并设置规则。',
    'Through the gateway no CORS rule is needed. To open OSS Ferry from another address, without the gateway, check the rules and set what is missing here.',
  ],
  origin: ['页面地址', 'Address of the page'],
  'origin.hint': [
    '提供页面文件的网站，例如 https://ferry.example.com；路径不起作用。',
    'The site that serves the files of the page, such as https://ferry.example.com. A path makes no difference.',
  ],
  'origin.wrong': ['请填写 http:// 或 https:// 地址', 'Enter an http:// or https:// address'],
  check: ['检查', 'Check'],
  again: ['重新检查', 'Check again'],
  methods: ['允许 Methods', 'Allowed methods'],
  headers: ['允许 Headers', 'Allowed headers'],
  exposed: ['暴露 Headers', 'Exposed headers'],
  meta: ['用户自定义元数据', 'User metadata'],
  'is.ok': ['允许', 'Allowed'],
  'is.missing': ['缺少', 'Missing'],
  'is.notKnown': ['未知', 'Not known'],
  all: ['全部 {{count}} 项已允许', 'All {{count}} allowed'],
  allExposed: ['全部 {{count}} 项已暴露', 'All {{count}} exposed'],
  some: ['{{of}} 项中已允许 {{ok}} 项', '{{ok}} of {{of}} allowed'],
  someExposed: ['{{of}} 项中已暴露 {{ok}} 项', '{{ok}} of {{of}} exposed'],
  'meta.complete': ['规则声明已列出全部名称：{{names}}', 'The rule says that it names all: {{names}}'],
  'meta.incomplete': [
    '规则没有声明已列出全部名称，因此不能编辑元数据，也不能分片复制。已列出：{{names}}',
    "The rule doesn't say that it names all, so metadata can't be edited and nothing is copied in parts. It names: {{names}}",
  ],
  none: ['无', 'none'],
  complete: ['规则齐全，不缺任何内容。', 'The rules have all that is needed.'],
  keyInDoubt: [
    '规则允许这个页面，但不接受签名的请求：规则没有允许签名所用的请求头，或者密钥、时钟不正确。',
    'The rules let this page in, but not its signed requests: they lack the headers of the signature, or the key or the clock is wrong.',
  ],
  nothingLetIn: ['没有规则允许这个页面。', 'No rule lets this page in.'],
  rule: ['需要的规则', 'The rule that is needed'],
  ruleNote: [
    '在控制台“数据安全 > 跨域设置”中创建，并放在第一条：OSS 使用第一条匹配的规则。',
    'Create it in the console under “Data Security > CORS”, as the first rule: OSS applies the first one that matches.',
  ],
  metaNames: ['该 Bucket 使用的元数据名称', 'Names of user metadata in the bucket'],
  metaNamesHint: ['用逗号分隔，例如 author, title', 'Separate several with commas: author, title'],
  metaAll: ['已列出全部名称', 'These are all names in use'],
  metaAllHint: [
    '没有列出的名称，页面看不到；如果还有其他名称，编辑时会丢失。不确定时请不要勾选。',
    "The page can't see names that aren't listed, and an edit would lose them. Leave this off if you aren't sure.",
  ],
  origins: ['来源', 'Origins'],
  maxAge: ['缓存时间（秒）', 'Cache (seconds)'],
  copy: ['复制“{{what}}”', 'Copy “{{what}}”'],
  ossutil: ['用 ossutil 设置', 'Set it with ossutil'],
  ossutilReplaces: [
    '这个命令会替换该 Bucket 的全部规则。请先用第一条命令查看现有规则，并把要保留的规则加到文件中。',
    'The second command replaces all rules of the bucket. See them with the first one, and add those that are to stay to the file.',
  ],
  ossutilWhole: [
    '文件包含该 Bucket 现有的规则：这个命令会替换全部规则。',
    'The file has the present rules of the bucket, too: the command replaces all of them.',
  ],
  copyCommand: ['复制命令', 'Copy command'],
  copyFile: ['复制 cors.xml', 'Copy cors.xml'],
  written: ['将写入的规则', 'What will be written'],
  'written.new': ['新规则', 'New'],
  'written.changed': ['扩展', 'Extended'],
  'written.same': ['不变', 'Unchanged'],
  apply: ['写入规则', 'Set these rules'],
  full: [
    '该 Bucket 已有 10 条规则，这是上限。请先在 Bucket 设置中删除一条。',
    'The bucket has 10 rules already, which is the limit. Remove one in the bucket settings first.',
  ],
  changed: [
    '规则刚被他人更改，没有写入任何内容。下面已是按现有规则得出的结果，请重新确认。',
    'Somebody changed the rules in the meantime, so nothing was written. What follows is made from the present rules: confirm it again.',
  ],
  saved: ['跨域规则已保存', 'CORS rules saved'],
} as const satisfies Texts

addWords('cors', corsWords)

export const useCorsWords = () => useTranslation('cors')
