import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** The search below a prefix, and what lies there: loaded with the first of them. */
export const find = {
  below: ['搜索下级', 'Search below'],
  name: ['名称', 'Name'],
  'name.hint': ['名称的一部分或 *.jpg', 'Part of a name, or *.jpg'],
  larger: ['大小不小于', 'At least'],
  'larger.hint': ['10MB', '10MB'],
  smaller: ['大小不大于', 'At most'],
  'smaller.hint': ['1GB', '1GB'],
  since: ['修改时间从', 'Changed since'],
  until: ['修改时间到', 'Changed until'],
  class: ['存储类型', 'Storage class'],
  anyClass: ['不限', 'Any'],
  'class.Standard': ['标准存储', 'Standard'],
  'class.IA': ['低频访问', 'Infrequent access'],
  'class.Archive': ['归档存储', 'Archive'],
  'class.ColdArchive': ['冷归档存储', 'Cold archive'],
  'class.DeepColdArchive': ['深度冷归档存储', 'Deep cold archive'],
  'class.Unknown': ['未能识别', 'Could not be read'],
  type: ['扩展名', 'File extension'],
  'type.hint': ['png', 'png'],
  filters: ['条件', 'Filters'],
  filtersOn: ['条件（{{count}}）', 'Filters ({{count}})', 'Filters ({{count}})'],
  start: ['搜索', 'Search'],
  stop: ['停止', 'Stop'],
  close: ['关闭搜索', 'Close the search'],
  new: ['填写一项或多项，按 Enter 开始。', 'Fill in one field or several; Enter begins.'],
  badSize: ['大小写作 500、10MB 或 1GB', 'A size is written 500, 10MB or 1GB'],
  'is.walking': ['找到 {{found}} 项，已查看 {{looked}} 个对象…', '{{found}} found, {{looked}} objects looked at…'],
  'is.done': ['找到 {{found}} 项，共查看 {{looked}} 个对象', '{{found}} found among {{looked}} objects'],
  'is.stopped': [
    '已停止：找到 {{found}} 项，只查看了 {{looked}} 个对象',
    'Stopped: {{found}} found, only {{looked}} objects looked at',
  ],
  'is.failed': [
    '没有查完：找到 {{found}} 项，查看了 {{looked}} 个对象',
    'Broken off: {{found}} found, {{looked}} objects looked at',
  ],

  allBelow: ['下级合计', 'Everything below'],
  ofChosen: ['所选合计', 'All that is chosen'],
  measure: ['计算大小', 'Calculate the size'],
  again: ['重新计算', 'Calculate again'],
  objects: ['{{formatted}} 个对象', '{{formatted}} object', '{{formatted}} objects'],
  counting: ['正在计算…', 'Counting…'],
  incomplete: ['没有算完，实际更多。', 'Not all was counted: there is more.'],
} satisfies Texts

addWords('find', find)
