import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Upload and download: loaded with the first of them. */
export const transfer = {
  'upload.title': ['上传到 {{place}}', 'Upload to {{place}}'],
  'upload.files': ['选择文件…', 'Choose files…'],
  'upload.folder': ['选择文件夹…', 'Choose a folder…'],
  'upload.drag': [
    '也可以把文件和文件夹从桌面直接拖到列表、前缀、路径或 Bucket 上。',
    'Files and folders can also be dragged from the desktop onto the listing, a prefix, the path or a bucket.',
  ],
  'upload.resume': [
    '大文件分片上传，每个文件都用 CRC64 校验；暂停或出错后从断点继续。',
    'Large files go by parts, every file is checked by its CRC64, and what was interrupted goes on where it was.',
  ],
  'upload.kept': [
    '这个浏览器不让页面保留文件：上传完成前请不要关闭本页，否则需要重新选择同样的文件。',
    'This browser lets no page keep files: leave this page open until the upload is done, or choose the same files again.',
  ],
} satisfies Texts

addWords('transfer', transfer)
