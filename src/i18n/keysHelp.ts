import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Keys that are no action of their own, on the page of keys. */
export const keysHelp = {
  'key.walk': ['移动光标', 'Move through the list'],
  'key.choose': ['选择多项', 'Select several items'],
  'key.find': ['按名称查找', 'Find by name'],
  'key.history': ['后退、前进', 'Back and forward'],
  'key.toTab': ['切换标签页', 'Switch tabs'],
  'key.moveTab': ['向左、向右移动标签页', 'Move tab left or right'],
  'pane.other': ['切换到另一个窗格', 'Switch to the other pane'],
} satisfies Texts

addWords('browser', keysHelp)
