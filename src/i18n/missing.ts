import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What a browser lacks, and what works without it. Loaded where something is missing. */
export const missing = {
  title: ['浏览器缺少 Ferry 需要的功能', 'This browser lacks features that Ferry needs'],
  storage: [
    '本地存储被禁用：语言、外观、收藏和最近位置只在本页有效。',
    'Local storage is blocked: language, appearance, favorites, and recent places are lost when you close this page.',
  ],
  database: [
    'IndexedDB 不可用：密钥只保留在本页，重新加载后需要再次登录；任务（复制、移动、上传、下载、删除、编辑元数据）不能运行。',
    "IndexedDB isn't available: you have to sign in again after a reload, and jobs (copy, move, upload, download, delete, edit metadata) can't run.",
  ],
  worker: [
    'Web Worker 不可用：任务（复制、移动、上传、下载、删除、编辑元数据）不能运行。',
    "Web Workers aren't available: jobs (copy, move, upload, download, delete, edit metadata) can't run.",
  ],
  channel: [
    'BroadcastChannel 不可用：任务（复制、移动、上传、下载、删除、编辑元数据）不能运行。',
    "BroadcastChannel isn't available: jobs (copy, move, upload, download, delete, edit metadata) can't run.",
  ],
  still: [
    '浏览、搜索、预览、编辑文本、版本、分享和 Bucket 设置可以正常使用。请允许本站的 Cookie 与网站数据，或换用非隐私窗口。',
    'Browsing, search, previews, text editing, versions, sharing, and bucket settings work as usual. Allow cookies and site data for this page, or use a regular window instead of a private one.',
  ],
} satisfies Texts

addWords('missing', missing)
