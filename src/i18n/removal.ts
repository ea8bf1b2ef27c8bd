import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** The question before a removal: texts of the browser that are loaded with it. */
export const removal = {
  removeWhat: ['删除 {{what}}', 'Delete {{what}}'],
  removeGone: ['删除后无法恢复', "This can't be undone"],
  removeGoneNote: [
    '这个 Bucket 没有开启版本控制，OSS 不保留被删除的对象。',
    'Versioning is off in this bucket, so OSS keeps nothing of what is deleted.',
  ],
  removeKept: ['删除后可以恢复', 'Deleted objects can be restored'],
  removeKeptNote: [
    '这个 Bucket 开启了版本控制：OSS 只会添加删除标记，历史版本保留并继续计费。',
    'Versioning is on in this bucket: OSS only adds a delete marker. Previous versions stay and are billed.',
  ],
  removeUnknown: ['删除后可能无法恢复', 'This may be impossible to undo'],
  removeUnknownNote: [
    '还不知道这个 Bucket 是否开启了版本控制：没有开启时，OSS 不保留被删除的对象。',
    'It is not known yet whether versioning is on in this bucket. If it is off, OSS keeps nothing of what is deleted.',
  ],
  removePrefix: [
    '目录中的所有对象都会被删除。',
    'Everything in the folder is deleted.',
    'Everything in the folders is deleted.',
  ],
  removeSum: [
    '共 {{objects}} 个对象，{{bytes}}。',
    '{{objects}} object in total, {{bytes}}.',
    '{{objects}} objects in total, {{bytes}}.',
  ],
  removeSumYet: [
    '至少 {{objects}} 个对象，{{bytes}}……',
    'At least {{objects}} object, {{bytes}}…',
    'At least {{objects}} objects, {{bytes}}…',
  ],
  andMore: ['还有 {{formatted}} 项', 'and {{formatted}} more', 'and {{formatted}} more'],
  removeFee: [
    '所选对象不全是标准存储：未满最低存储时间就删除，会补收剩余天数的费用。',
    'Not everything is in the Standard class: deleting it before its minimum storage duration is over costs a fee.',
  ],
} satisfies Texts

addWords('browser', removal)
