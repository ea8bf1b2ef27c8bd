import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** How archived objects are restored: loaded with the first form that asks. */
export const restore = {
  what: ['解冻 {{what}}', 'Restore {{what}}'],
  action: ['解冻', 'Restore'],
  days: ['解冻有效期（天）', 'Days to keep readable'],
  daysHint: ['1 至 {{most}} 天', '1 to {{most}} days'],
  daysArchive: ['1 至 {{most}} 天；归档存储最多 7 天', '1 to {{most}} days; up to 7 for Archive'],
  daysWrong: ['请填写 1 至 {{most}} 的整数', 'Enter a whole number from 1 to {{most}}'],
  'tierOf.Archive': ['归档存储的解冻优先级', 'Restore priority for Archive'],
  'tierOf.ColdArchive': ['冷归档存储的解冻优先级', 'Restore priority for Cold Archive'],
  'tierOf.DeepColdArchive': ['深度冷归档存储的解冻优先级', 'Restore priority for Deep Cold Archive'],
  'tier.Archive.Standard': ['标准：约 1 分钟', 'Standard: about a minute'],
  'tier.ColdArchive.Expedited': ['高优先级：1 小时内', 'Expedited: within 1 hour'],
  'tier.ColdArchive.Standard': ['标准：2 至 5 小时', 'Standard: 2 to 5 hours'],
  'tier.ColdArchive.Bulk': ['批量：5 至 12 小时', 'Bulk: 5 to 12 hours'],
  'tier.DeepColdArchive.Expedited': ['高优先级：12 小时内', 'Expedited: within 12 hours'],
  'tier.DeepColdArchive.Standard': ['标准：48 小时内', 'Standard: within 48 hours'],
  costTitle: ['解冻会产生费用', 'Restoring is billed'],
  cost: [
    '按取回的数据量收取数据取回费用，优先级越高越贵；冷归档存储和深度冷归档存储在可读期间产生的副本另按标准存储计费。解冻一旦开始就不能取消。',
    "Data retrieval is billed by size, and a higher priority costs more. While Cold Archive and Deep Cold Archive objects are readable, their temporary copy is billed as Standard storage. Once OSS has started, it can't be canceled.",
  ],
  costOf: [
    '将取回 {{objects}} 个对象，共 {{bytes}}。',
    '{{objects}} object ({{bytes}}) will be retrieved.',
    '{{objects}} objects ({{bytes}}) will be retrieved.',
  ],
  planFirst: [
    '先列出目录中的归档对象，显示数量和大小，您确认后才开始。',
    'Ferry first lists the archived objects in the folder with their number and size. Nothing starts until you confirm.',
  ],
  watched: [
    '解冻是一个任务：它会一直等到全部可读，重新加载页面也不受影响。',
    'The restore is a job: it waits until everything is readable, even if you reload the page.',
  ],
  prolongs: [
    '其中 {{objects}} 个现在可读：有效期会延长。',
    '{{objects}} is readable now and stays readable for longer.',
    '{{objects}} are readable now and stay readable for longer.',
  ],
  none: ['所选内容中没有归档对象。', 'Nothing selected is archived.'],
  offer: ['先解冻，再继续…', 'Restore first, then continue…'],
  offerTitle: ['先解冻，可读后任务自动继续', 'Restore first; the job continues by itself once everything is readable'],
  offerAction: ['加入任务', 'Add to the job'],
  offerStart: ['解冻并继续', 'Restore and continue'],
} satisfies Texts

addWords('restore', restore)
