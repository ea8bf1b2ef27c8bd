import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** The question before a removal: texts of the browser that are loaded with it. */
export const removal = {
  removeWhat: ['删除 {{what}}', 'Delete {{what}}'],
  removeGone: ['删除后无法找回', 'What is deleted is gone for good'],
  removeGoneNote: [
    '这个 Bucket 没有开启版本控制，OSS 不保留被删除的对象。',
    'This bucket keeps no versions: OSS keeps no copy of what is deleted.',
  ],
  removeKept: ['可以恢复', 'It can be brought back'],
  removeKeptNote: [
    '这个 Bucket 开启了版本控制：OSS 只加一个删除标记，历史版本仍在，仍会计费。',
    'This bucket keeps versions: OSS only adds a delete marker. The versions stay, and are paid for.',
  ],
  removePrefix: [
    '前缀下的所有对象都会被删除。',
    'Everything below the prefix is deleted, too.',
    'Everything below the prefixes is deleted, too.',
  ],
  removeSum: [
    '共 {{objects}} 个对象，{{bytes}}。',
    'In all {{objects}} object, {{bytes}}.',
    'In all {{objects}} objects, {{bytes}}.',
  ],
  removeSumYet: [
    '至少 {{objects}} 个对象，{{bytes}}……',
    'At least {{objects}} object, {{bytes}}…',
    'At least {{objects}} objects, {{bytes}}…',
  ],
  andMore: ['还有 {{formatted}} 项', 'and {{formatted}} more', 'and {{formatted}} more'],
  removeFee: [
    '所选对象不是标准存储：存满最短时间之前删除会产生提前删除费用。',
    'Not all of it is of class Standard: deleting it before its minimum time costs a fee.',
  ],
} satisfies Texts

addWords('browser', removal)
