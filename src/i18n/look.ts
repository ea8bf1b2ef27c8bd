import type { Texts } from './text.ts'

export const look = {
  themeIs: ['外观：{{theme}}', 'Appearance: {{theme}}'],
  'theme.system': ['跟随系统', 'System'],
  'theme.light': ['浅色', 'Light'],
  'theme.dark': ['深色', 'Dark'],
  retry: ['重试', 'Try again'],
  optional: ['选填', 'optional'],
  showSecret: ['显示', 'Show'],
  hideSecret: ['隐藏', 'Hide'],
  'crash.title': ['页面遇到了意外', 'Something in this page broke'],
  'crash.advice': [
    '任务没有丢失，它们在后台继续或等待恢复。请重新载入页面。',
    'No job is lost: they go on in the background or wait to be resumed. Load the page again.',
  ],
  'crash.reload': ['重新载入', 'Load again'],
} satisfies Texts
