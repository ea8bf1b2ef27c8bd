import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Above each of two panes: whose it is, and what it says where that account is not signed in. */
export const paneHead = {
  'pane.account': ['此窗格的账号：{{name}}', 'Account of this pane: {{name}}'],
  'pane.signedOut': ['此窗格的账号未登录', 'The account of this pane is not signed in'],
  'pane.signedOutNote': [
    '重新登录该账号后，这里会恢复原来的位置；也可以改为显示其他账号的 Bucket。',
    'Sign in to it again to get this place back, or show the buckets of another account.',
  ],
  'pane.noAccount': ['未登录', 'Not signed in'],
  'pane.showAccount': ['显示 {{name}} 的 Bucket', 'Show the buckets of {{name}}'],
  'pane.close': ['关闭窗格', 'Close pane'],
  'pane.switch': ['显示的窗格', 'Visible pane'],
} satisfies Texts

addWords('browser', paneHead)
