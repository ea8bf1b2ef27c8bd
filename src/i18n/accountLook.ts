import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What an account is called here, and its color. */
export const accountLook = {
  lookTitle: ['{{name}} 的名称和颜色', 'Name and color of {{name}}'],
  accountNameHint: ['只在这个浏览器中显示，不发送给 OSS。', 'Shown in this browser only, never sent to OSS.'],
  saveLook: ['保存', 'Save'],
  colour: ['颜色', 'Color'],
  'colour.1': ['蓝', 'Blue'],
  'colour.2': ['橙', 'Orange'],
  'colour.3': ['绿', 'Green'],
  'colour.4': ['紫', 'Purple'],
  'colour.5': ['粉', 'Pink'],
  'colour.6': ['青', 'Teal'],
} satisfies Texts

addWords('browser', accountLook)
