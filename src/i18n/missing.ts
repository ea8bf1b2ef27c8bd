import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What a browser lacks, and what works without it. Loaded where something is missing. */
export const missing = {
  title: ['浏览器缺少 Ferry 需要的功能', 'This browser lacks something that Ferry needs'],
  storage: [
    '本地存储被禁用：语言、外观、收藏和最近位置只在本页有效。',
    'Its local storage is blocked: language, appearance, favourites and recent places last as long as this page.',
  ],
  database: [
    'IndexedDB 不可用：密钥只保留在本页，重新载入后需要再次登录；任务（复制、移动、上传、下载、删除、编辑元数据）不能运行。',
    'IndexedDB is not available: keys last as long as this page, and jobs (copy, move, upload, download, delete, edit metadata) cannot run.',
  ],
  worker: [
    'Web Worker 不可用：任务（复制、移动、上传、下载、删除、编辑元数据）不能运行。',
    'Web Workers are not available: jobs (copy, move, upload, download, delete, edit metadata) cannot run.',
  ],
  channel: [
    'BroadcastChannel 不可用：任务（复制、移动、上传、下载、删除、编辑元数据）不能运行。',
    'BroadcastChannel is not available: jobs (copy, move, upload, download, delete, edit metadata) cannot run.',
  ],
  still: [
    '浏览、搜索、预览、编辑文本、版本、分享和 Bucket 设置照常可用。请允许本站的 Cookie 与网站数据，或换用非隐私窗口。',
    'Browsing, search, previews, text edits, versions, sharing and bucket settings work as usual. Allow cookies and site data for this page, or use a window that is not private.',
  ],
} satisfies Texts

addWords('missing', missing)
