import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** How jobs work, a paragraph each: loaded with the page of keys. */
export const help = {
  how: ['任务如何运行', 'How jobs work'],
  plan: ['计划', 'Plan'],
  'plan.text': [
    '任务在写入之前，会先列出要做的事：多少对象、多少数据、多少请求，哪些会产生费用，哪些 OSS 不允许，哪些在目标位置已存在。没有这些问题的小任务会自动开始，其余的等您确认。要每次都先查看，请在对话框中勾选“先查看计划，再开始”。',
    'Before a job writes anything, it lists what it will do: how many objects, bytes, and requests, what costs a fee, what OSS would refuse, and what already exists at the destination. A small job without such questions starts by itself; every other job waits for you. To see each plan, turn on “Review the plan first” in the dialog.',
  ],
  verify: ['校验', 'Verification'],
  'verify.text': [
    '每个副本都会与源对象比对：大小相同，OSS 计算的 CRC64 也相同。每次读取都以计划时的 ETag 为条件，不会混入两个版本。移动只在校验通过、且两边都没有再变化时，才删除源对象；如果 OSS 没有 CRC64，任务会说明，并保留源对象。上传和下载同样校验 CRC64。',
    'Every copy is compared with its source: the same size, and the same CRC64 checksum, which OSS computes. Every read is tied to the ETag in the plan, so two versions never mix. A move deletes the source only after this check, and only if neither side has changed since. If OSS has no CRC64, the job says so and keeps the source. Uploads and downloads are verified the same way.',
  ],
  relay: ['中转', 'Relay'],
  'relay.text': [
    'OSS 只能在同一账号、同一地域内复制，也不能复制追加类型的对象。中转由本机下载这些内容再上传，按分片进行，不写入本机磁盘，元数据、标签和存储类型一并保留，结果同样校验。只有勾选“经本机中转”才会使用：流量会计费，运行时请保持页面打开。',
    "OSS copies within one account and one region only, and can't copy appendable objects. A relay downloads such content to this computer and uploads it again, in parts and without saving it to disk. Metadata, tags, and storage class are kept, and the result is verified like any copy. It runs only if you turn it on: the traffic is billed, and the page has to stay open.",
  ],
  undo: ['撤销', 'Undo'],
  'undo.text': [
    '可以撤销已结束的复制、移动、重命名和元数据编辑：删除副本、把对象移回原处、恢复原来的元数据。只处理仍与任务写入时一致的对象，之后改写过的保持不变。删除和被覆盖的内容不能撤销；如果 Bucket 开启了版本控制，可以在“版本”中恢复。',
    "You can undo a finished copy, move, rename, or metadata edit: copies are deleted, moved objects return, and metadata gets its previous values. Only objects that are still as the job wrote them are touched; what was changed since stays. Deletions and replaced content can't be undone; if versioning is on, restore them under “Versions…”.",
  ],
  keys: ['键盘快捷键', 'Keyboard shortcuts'],
} satisfies Texts

addWords('help', help)
