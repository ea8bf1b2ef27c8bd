import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** How archived objects are restored: loaded with the first form that asks. */
export const restore = {
  what: ['解冻 {{what}}', 'Restore {{what}}'],
  action: ['解冻', 'Restore'],
  days: ['可读天数', 'Days to stay readable'],
  daysHint: ['1 至 {{most}} 天', '1 to {{most}} days'],
  daysArchive: ['1 至 {{most}} 天；归档存储最多 7 天', '1 to {{most}} days; Archive objects get 7 at most'],
  daysWrong: ['请填写 1 至 {{most}} 的整数', 'A whole number from 1 to {{most}}'],
  'tierOf.Archive': ['归档存储的解冻速度', 'Speed for Archive'],
  'tierOf.ColdArchive': ['冷归档存储的解冻速度', 'Speed for Cold archive'],
  'tierOf.DeepColdArchive': ['深度冷归档存储的解冻速度', 'Speed for Deep cold archive'],
  'tier.Archive.Standard': ['标准：约 1 分钟', 'Standard: about a minute'],
  'tier.ColdArchive.Expedited': ['高优先级：1 小时内', 'Expedited: within 1 hour'],
  'tier.ColdArchive.Standard': ['标准：2 至 5 小时', 'Standard: 2 to 5 hours'],
  'tier.ColdArchive.Bulk': ['批量：5 至 12 小时', 'Bulk: 5 to 12 hours'],
  'tier.DeepColdArchive.Expedited': ['高优先级：12 小时内', 'Expedited: within 12 hours'],
  'tier.DeepColdArchive.Standard': ['标准：48 小时内', 'Standard: within 48 hours'],
  costTitle: ['解冻会产生费用', 'A restore is billed'],
  cost: [
    '按大小收取数据取回费，越快越贵；可读期间，冷归档与深度冷归档的可读副本另按标准存储计费。OSS 一旦开始就不能取消。',
    'Retrieval by size, and faster costs more; while Cold and Deep cold archive objects are readable, their readable copy is billed as Standard storage. What OSS has begun cannot be stopped.',
  ],
  costOf: [
    '将取回 {{objects}} 个对象，共 {{bytes}}。',
    '{{objects}} object, {{bytes}}, is retrieved.',
    '{{objects}} objects, {{bytes}}, are retrieved.',
  ],
  planFirst: [
    '先列出前缀下的归档对象，给出数量和大小，等你确认后才开始。',
    'What is archived below is listed first, with number and size; nothing begins before you say yes.',
  ],
  watched: [
    '解冻是一个任务：可读之前它一直等待，刷新页面也不会丢失。',
    'The restore is a job: it waits until all can be read, also over a reload.',
  ],
  prolongs: [
    '其中 {{objects}} 个现在可读：会得到更多天数。',
    '{{objects}} can be read now: it gets more days.',
    '{{objects}} can be read now: they get more days.',
  ],
  none: ['所选中没有归档的对象。', 'Nothing chosen is archived.'],
  offer: ['先解冻，再继续…', 'Restore first, then go on…'],
  offerTitle: ['先解冻，可读后自动继续', 'Restored first; the job goes on by itself when they can be read'],
  offerAction: ['加入任务', 'Add to the job'],
  offerStart: ['解冻并继续', 'Restore and go on'],
} satisfies Texts

addWords('restore', restore)
