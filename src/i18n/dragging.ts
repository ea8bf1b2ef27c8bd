import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What letting go would do while something is dragged, or why it does nothing. */
export const dragging = {
  dragCopyHint: ['松开即复制；按住 {{key}} 改为移动', 'Drop to copy. Hold {{key}} to move instead'],
  dragMoveHint: ['松开即移动；按住 {{key}} 改为复制', 'Drop to move. Hold {{key}} to copy instead'],
  dragRelayHint: [
    '目标位置属于其他账号：经本机中转，开始前会先显示计划',
    'The destination belongs to another account: relayed through this computer, after a plan',
  ],
  dragNowhere: ['拖到目录、路径、标签页或 Bucket 上', 'Drop on a folder, the path, a tab, or a bucket'],
  dragFilesNowhere: ['不能上传到这里', "Can't upload here"],
  dragUploadHint: [
    '松开即上传；遇到同名对象会先询问',
    'Drop to upload. You are asked about objects that already exist',
  ],
  dropUnknown: [
    '无法放到这里：不是从 OSS Ferry 的标签页拖来的，或者该标签页已关闭',
    "This can't be dropped here: it doesn't come from a tab of OSS Ferry, or that tab was closed",
  ],
  dropSignedOut: ['请先在此标签页登录这些对象所属的账号', 'Sign in to the account of these objects in this tab first'],
} satisfies Texts

addWords('browser', dragging)
