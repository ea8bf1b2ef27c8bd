import { useTranslation } from 'react-i18next'
import { addWords } from './i18n.ts'
import { rights } from './rights.ts'
import type { Texts } from './text.ts'

/** What the key may do at a place, loaded with the window that says it. */
export const rightWords = {
  title: ['此密钥的权限：{{place}}', 'Permissions of this key: {{place}}'],
  note: [
    '通过不会更改任何内容的请求得出。删除无法用这样的请求检查。',
    "Checked by requests that change nothing. Deleting can't be checked this way.",
  ],
  'note.except': [
    '带“{{exception}}”的操作在特定情况下还缺少权限。',
    '“{{exception}}” marks what lacks a permission in some cases.',
  ],
  'head.deed': ['操作', 'Action'],
  'head.answer': ['结果', 'Result'],
  'is.may': ['允许', 'Allowed'],
  'is.mayNot': ['拒绝', 'Denied'],
  'is.notKnown': ['未知', 'Not known'],
  except: ['例外', 'Except'],
  'ofSource.copy': ['从这里复制', 'copy from here'],
  'ofTarget.copy': ['复制到这里', 'copy to here'],
  'ofSource.move': ['从这里移动、在这里重命名', 'move from here, rename here'],
  'ofTarget.move': ['移动到这里', 'move to here'],
} as const satisfies Texts

addWords('rights', { ...rights, ...rightWords })

export const useRightWords = () => useTranslation('rights')
