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
  'notLoaded.title': ['页面的这一部分没有加载成功', 'This part of the page did not load'],
  'notLoaded.advice': [
    '请确认 oss-ferry 仍在运行，然后重试。若它已更新，请重新加载页面。任务不受影响。',
    'Check that oss-ferry is still running, and try again. If it was updated, reload the page. Jobs are not affected.',
  ],
  'notLoaded.told': [
    '页面的一部分没有加载成功。请确认 oss-ferry 仍在运行，然后重试。',
    'A part of the page did not load. Check that oss-ferry is still running, and try again.',
  ],
  'notLoaded.close': ['关闭', 'Close'],
  'crash.title': ['页面出错了', 'Something went wrong'],
  'crash.advice': [
    '任务没有丢失，它们在后台继续运行或等待恢复。请重新加载页面。',
    'No jobs are lost: they continue in the background or wait to be resumed. Reload the page.',
  ],
  'crash.reload': ['重新加载', 'Reload'],
} satisfies Texts
