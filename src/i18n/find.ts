import { addWords } from './i18n.ts'
import { storageClasses } from './storageClasses.ts'
import type { Texts } from './text.ts'

/** The search below a prefix, and what lies there: loaded with the first of them. */
export const find = {
  below: ['搜索子目录', 'Search subfolders'],
  name: ['名称', 'Name'],
  'name.hint': ['名称的一部分，或 *.jpg', 'Part of a name, or *.jpg'],
  larger: ['大小不小于', 'Size from'],
  'larger.hint': ['10MB', '10MB'],
  smaller: ['大小不大于', 'Size to'],
  'smaller.hint': ['1GB', '1GB'],
  since: ['修改时间从', 'Modified from'],
  until: ['修改时间到', 'Modified to'],
  class: ['存储类型', 'Storage class'],
  anyClass: ['不限', 'Any'],
  ...storageClasses,
  'class.Unknown': ['未知', 'Unknown'],
  type: ['扩展名', 'File extension'],
  'type.hint': ['png', 'png'],
  filters: ['条件', 'Filters'],
  filtersOn: ['条件（{{count}}）', 'Filters ({{count}})', 'Filters ({{count}})'],
  start: ['搜索', 'Search'],
  stop: ['停止', 'Stop'],
  close: ['关闭搜索', 'Close search'],
  new: ['填写一项或多项，按 Enter 开始搜索。', 'Fill in one or more fields, then press Enter.'],
  badSize: ['大小的格式为 500、10MB 或 1GB', 'Enter a size such as 500, 10MB, or 1GB'],
  'is.walking': ['找到 {{found}} 项，已检查 {{looked}} 个对象…', '{{found}} found, {{looked}} objects checked…'],
  'is.done': ['找到 {{found}} 项，共检查 {{looked}} 个对象', '{{found}} found, {{looked}} objects checked'],
  'is.stopped': [
    '已停止：找到 {{found}} 项，只检查了 {{looked}} 个对象',
    'Stopped: {{found}} found, only {{looked}} objects checked',
  ],
  'is.failed': [
    '未完成：找到 {{found}} 项，只检查了 {{looked}} 个对象',
    'Incomplete: {{found}} found, only {{looked}} objects checked',
  ],

  allBelow: ['目录合计', 'Total with subfolders'],
  ofChosen: ['所选合计', 'Total of the selection'],
  measure: ['计算大小', 'Calculate size'],
  again: ['重新计算', 'Recalculate'],
  objects: ['{{formatted}} 个对象', '{{formatted}} object', '{{formatted}} objects'],
  counting: ['正在计算…', 'Counting…'],
  incomplete: ['没有算完，实际更大。', 'The count is incomplete: there is more.'],
} satisfies Texts

addWords('find', find)
