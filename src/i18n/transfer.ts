import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Upload and download: loaded with the first of them. */
export const transfer = {
  'upload.title': ['上传到 {{place}}', 'Upload to {{place}}'],
  'upload.files': ['选择文件…', 'Choose files…'],
  'upload.folder': ['选择文件夹…', 'Choose a folder…'],
  'upload.change': ['更改…', 'Change…'],
  'upload.drag': [
    '也可以把文件和文件夹从桌面直接拖到列表、前缀、路径或 Bucket 上。',
    'Files and folders can also be dragged from the desktop onto the listing, a prefix, the path or a bucket.',
  ],
  'upload.leftOut': [
    '选择文件夹时，浏览器不会交出其中的符号链接，以及名称特殊的文件（例如 a:b、~x、desktop.ini）：它们不会上传。把文件夹拖到页面上，可以带上后者。',
    'Of a folder that is chosen here the browser hands over no symbolic links and no files of unusual names (a:b, ~x, desktop.ini): they are not uploaded. Drag the folder onto the page to take the latter along.',
  ],
  'upload.charset': [
    'UTF-8 编码的文本会带上 charset=utf-8；超过 1 MiB 的文本只抽查若干处。',
    'Text in UTF-8 is uploaded with charset=utf-8; of a text beyond 1 MiB, samples are looked at.',
  ],
  'upload.resume': [
    '大文件分片上传，每个文件都用 CRC64 校验；暂停或出错后从断点继续。',
    'Large files go by parts, every file is checked by its CRC64, and what was interrupted goes on where it was.',
  ],
  'upload.kept': [
    '这个浏览器不让页面保留文件：上传完成前请不要关闭本页，否则需要重新选择同样的文件。',
    'This browser lets no page keep files: leave this page open until the upload is done, or choose the same files again.',
  ],
  'download.title': ['下载 {{what}}', 'Download {{what}}'],
  'download.file': ['保存到本机…', 'Save on this computer…'],
  'download.folder': ['保存到文件夹…', 'Save into a folder…'],
  'download.zip': ['打包为 zip…', 'Save as a zip…'],
  'download.zipNote': [
    'zip 边读边写，逐个对象校验 CRC64；不能中途继续，中断后从头写起。',
    'A zip is written while it is read, with the CRC64 of each object checked. It cannot go on in the middle: after a break it is written anew.',
  ],
  'download.zipKept': [
    '这个浏览器不让网页写入文件夹：zip 先写在浏览器自己的存储里，完成后在任务中点“保存 zip”。每个对象都校验 CRC64；中断后从头写起。',
    'This browser lets no page write into a folder: the zip grows in the storage of the browser, and the finished job offers to save it. The CRC64 of each object is checked; after a break it is written anew.',
  ],
  'download.link': ['浏览器下载', 'Browser download'],
  'download.checked': [
    '任务会分段读取、校验 CRC64，中断后接着下载；任何大小都不占内存。',
    'A job reads it in pieces, checks the CRC64 and goes on after a break; it needs no memory for it, whatever its size.',
  ],
  'download.linkNote': [
    '浏览器下载通过签名 URL 进行，不在任务面板中，也不校验 CRC64。',
    "The browser's own download uses a signed URL: it is no job here, and no CRC64 is checked.",
  ],
  'download.names': [
    '文件系统不接受的字符会写成 %XX，例如 : 写成 %3A。',
    'Characters that a file name cannot have are written as %XX: a colon becomes %3A.',
  ],
  'download.none': [
    '网页在这里不能写入文件夹，也没有存储：需要 HTTPS 或本机地址。请逐个下载。',
    'Here no page can write into a folder or has a storage: that takes HTTPS or an address of this computer. Download one object at a time.',
  ],
} satisfies Texts

addWords('transfer', transfer)
