import { useTranslation } from 'react-i18next'
import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Why a button of a dialog can't be pressed yet; what stands in the way of an action is beside the actions. */
export const obstacles = {
  unchanged: ['还没有修改', 'No changes yet'],
  wrong: ['请先更正标出的内容', 'Correct the marked fields first'],
  reading: ['仍在读取当前的值', 'The current values are still loading'],
  unread: ['无法读取当前的值', "The current values can't be read"],
  busy: ['上一个操作仍在进行', 'The previous action is still running'],
  concurrent: ['请先处理他人所做的更改', 'Decide about the changes made by someone else first'],
  undecided: ['请先为每个字段选择要保留的值', 'Choose which value to keep for each field first'],
  refused: ['所选内容都无法复制', 'None of the selected items can be copied'],
  warm: ['所选内容中没有归档对象', 'Nothing selected is archived'],
  noEdit: ['请先设置要修改的内容', 'Set what to change first'],
  noName: ['请先填写名称', 'Enter a name first'],
  badName: ['请填写另一个有效的名称', 'Enter another valid name'],
  noSearch: ['请先填写搜索条件', 'Enter what to search for first'],
  noBucketName: ['请先填写 Bucket 名称', 'Enter the name of the bucket first'],
  tagsFull: ['最多 10 个标签', 'Up to 10 tags'],
  first: ['已是第一个对象', 'This is the first object'],
  last: ['已是最后一个对象', 'This is the last object'],
  keepsFolders: ['选择整个位置时始终保留目录结构', 'Folders are always kept when a whole place is selected'],
  open: ['请先选择如何处理冲突', 'Decide about the conflicts first'],
  nothing: ['没有可以执行的操作', 'Nothing in this plan can be done'],
} satisfies Texts

addWords('obstacles', obstacles)

export const useObstacles = () => useTranslation('obstacles')
