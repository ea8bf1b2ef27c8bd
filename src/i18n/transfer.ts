import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Upload and download: loaded with the first of them. */
export const transfer = {
  'upload.title': ['上传到 {{place}}', 'Upload to {{place}}'],
  'upload.files': ['选择文件…', 'Select files…'],
  'upload.folder': ['选择文件夹…', 'Select a folder…'],
  'upload.reading': ['正在读取所选内容…', 'Reading what you selected…'],
  'upload.change': ['更改…', 'Change…'],
  'upload.drag': [
    '也可以把文件和文件夹从桌面直接拖到列表、目录、路径或 Bucket 上。',
    'You can also drag files and folders from the desktop onto the list, a folder, the path, or a bucket.',
  ],
  'upload.leftOut': [
    '选择文件夹时，浏览器不提供其中的符号链接，以及名称特殊的文件（例如 a:b、~x、desktop.ini），因此不会上传它们。把文件夹拖到页面上，可以上传后者。',
    'When you select a folder, the browser leaves out symbolic links and files with unusual names (a:b, ~x, desktop.ini), so they are not uploaded. Drag the folder onto the page to include the latter.',
  ],
  'upload.charset': [
    'UTF-8 编码的文本会带上 charset=utf-8；超过 1 MiB 的文本只抽样检查。',
    'UTF-8 text is uploaded with charset=utf-8; text larger than 1 MiB is checked by samples.',
  ],
  'upload.resume': [
    '大文件使用分片上传，每个文件都用 CRC64 校验；暂停或出错后从断点继续。',
    'Large files are uploaded in parts, every file is verified by CRC64, and interrupted uploads resume where they stopped.',
  ],
  'upload.kept': [
    '这个浏览器不允许页面保留文件：上传完成前请不要关闭本页，否则需要重新选择相同的文件。',
    "This browser doesn't let pages keep access to files: leave this page open until the upload is done, or you have to select the same files again.",
  ],
  'download.title': ['下载 {{what}}', 'Download {{what}}'],
  'download.file': ['保存到本机…', 'Save to this computer…'],
  'download.folder': ['保存到文件夹…', 'Save to a folder…'],
  'download.zip': ['打包为 zip…', 'Save as zip…'],
  'download.zipNote': [
    'zip 边读边写，逐个对象校验 CRC64；中断后不能从断点继续，会从头写起。',
    'The zip is written while it is read, and every object is verified by CRC64. A zip that was interrupted starts over.',
  ],
  'download.zipKept': [
    '这个浏览器不允许网页写入文件夹：zip 先写入浏览器自己的存储，完成后在任务中点击“保存 zip”。每个对象都校验 CRC64；中断后从头写起。',
    "This browser doesn't let pages write to folders: the zip is written to the browser's storage, and you save it from the finished job. Every object is verified by CRC64; a zip that was interrupted starts over.",
  ],
  'download.link': ['浏览器下载', 'Browser download'],
  'download.checked': [
    '任务会分段读取、校验 CRC64，中断后继续下载；任何大小都不占用内存。',
    'A job downloads in ranges, verifies the CRC64, and resumes after interruptions. Files of any size fit, since they are never held in memory.',
  ],
  'download.linkNote': [
    '浏览器下载使用签名 URL，不显示在任务面板中，也不校验 CRC64。',
    "A browser download uses a signed URL: it doesn't show in the job panel, and its CRC64 isn't verified.",
  ],
  'download.names': [
    '文件系统不接受的字符会写成 %XX，例如 : 写成 %3A。',
    "Characters that file names can't have are written as %XX: a colon becomes %3A.",
  ],
} satisfies Texts

addWords('transfer', transfer)
