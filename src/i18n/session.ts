import type { Texts } from './text.ts'

export const session = {
  slogan: ['多大都能复制，\n一个都不会丢。', 'Copies any size,\nand loses nothing.'],
  promise: [
    '备份、改名、移动、编辑元数据：每一次复制都先规划、锁定版本、校验结果，断了可以接着来。',
    'Back up, rename, move, edit metadata: every copy is planned, pinned, verified and resumable.',
  ],
  try: ['在这台电脑上试用', 'Try it on this computer'],
  tryNote: [
    '打开随页面一起启动的本地 OSS，里面有示例 Bucket。不需要账号，数据只留在这台电脑上。',
    'Opens the local OSS that was started with this page, with sample buckets. No account needed; the data stays on this computer.',
  ],
  localAccount: ['本机 OSS', 'Local OSS'],
  signInTitle: ['登录阿里云账号', 'Sign in to Alibaba Cloud'],
  addTitle: ['添加账号', 'Add an account'],
  renewTitle: ['{{name}} 的新密钥', 'New keys for {{name}}'],
  accessKeyId: ['AccessKey ID', 'AccessKey ID'],
  accessKeySecret: ['AccessKey Secret', 'AccessKey secret'],
  stsToken: ['STS Token', 'STS token'],
  region: ['地域', 'Region'],
  regionHint: ['选择，或直接输入地域 ID', 'Choose one, or type a region id'],
  endpoint: ['自定义 Endpoint', 'Custom endpoint'],
  endpointHint: [
    '内网、传输加速或专有云的地址；留空则使用该地域的公网地址。',
    'For internal, accelerated or private cloud addresses; empty means the public one of the region.',
  ],
  start: ['起始路径', 'Start path'],
  startHint: [
    '密钥不能列出全部 Bucket 时填写，例如 oss://my-bucket/team/。',
    'For keys that may not list all buckets, e.g. oss://my-bucket/team/.',
  ],
  more: ['STS Token 与自定义 Endpoint', 'STS token and custom endpoint'],
  kept: [
    '请求在本页面内签名，网关看不到 Secret。',
    'Requests are signed in this page. The gateway never sees the secret.',
  ],
  keep: ['在这个浏览器中保持登录', 'Keep me signed in on this browser'],
  keepHint: [
    '不勾选时，关闭最后一个标签页即退出。勾选后，密钥加密保存；解密所需的一半只在正在运行的 OSS Ferry 程序的内存中，程序结束后需要重新登录。',
    'Otherwise the session ends with the last tab. The keys are kept encrypted, and half of what decrypts them exists only in the memory of the running OSS Ferry program: when that ends, you sign in again.',
  ],
  readOnly: ['只读', 'Read-only'],
  readOnlyHint: ['只浏览和下载，不发送任何写请求。', 'Browse and download. No request that writes is sent.'],
  locked: [
    '{{name}} 已锁定。请重新输入密钥，任务会接着运行。',
    '{{name}} is locked. Enter its keys again, and jobs go on.',
  ],
  signIn: ['登录', 'Sign in'],
  checking: ['正在验证…', 'Checking…'],
  back: ['返回', 'Back'],
  needsStart: [
    '如果这个密钥不应列出 Bucket，请填写起始路径。',
    'If this key is not meant to list buckets, give a start path.',
  ],
  'problem.empty': ['请填写', 'Please fill this in'],
  'problem.spaces': ['不能包含空格', 'No spaces, please'],
  'problem.tokenNeeded': [
    '临时密钥（以 STS. 开头）需要 STS Token',
    'A temporary key (it begins with STS.) needs its STS token',
  ],
  'problem.region': ['地域 ID 形如 cn-hangzhou', 'A region id looks like cn-hangzhou'],
  'problem.endpoint': [
    '请填写主机地址，例如 https://oss-cn-hangzhou-internal.aliyuncs.com，不带路径',
    'Give a host without a path, e.g. https://oss-cn-hangzhou-internal.aliyuncs.com',
  ],
  'problem.start': ['请按 oss://bucket/prefix/ 填写', 'Write it as oss://bucket/prefix/'],
} satisfies Texts
