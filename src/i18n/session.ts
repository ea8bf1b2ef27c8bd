import type { Texts } from './text.ts'

export const session = {
  slogan: ['再大也能复制，\n一个都不会丢。', 'Copies anything,\nloses nothing.'],
  promise: [
    '备份、重命名、移动、编辑元数据：每次复制都先生成计划、确认源对象未变、校验结果，中断后可以继续。',
    'Back up, rename, move, edit metadata: every copy is planned, pinned to its source, verified, and resumable.',
  ],
  try: ['在本机试用', 'Try it on this computer'],
  tryNote: [
    '打开随页面一起启动的本地 OSS，其中有示例 Bucket。不需要账号，数据只保存在本机。',
    'Opens the local OSS that runs with this page and has sample buckets. No account needed; all data stays on this computer.',
  ],
  localAccount: ['本地 OSS', 'Local OSS'],
  signInTitle: ['登录阿里云账号', 'Sign in to Alibaba Cloud'],
  addTitle: ['添加账号', 'Add an account'],
  renewTitle: ['更换 {{name}} 的密钥', 'Change the keys of {{name}}'],
  accessKeyId: ['AccessKey ID', 'AccessKey ID'],
  accessKeySecret: ['AccessKey Secret', 'AccessKey secret'],
  stsToken: ['STS Token', 'STS token'],
  region: ['地域', 'Region'],
  regionHint: ['选择或直接输入地域 ID', 'Choose a region or enter a region ID'],
  endpoint: ['自定义 Endpoint', 'Custom endpoint'],
  endpointHint: [
    '用于内网、传输加速或专有云；留空则使用该地域的公网 Endpoint。',
    'For internal networks, transfer acceleration, or a private cloud. Leave empty to use the public endpoint of the region.',
  ],
  cname: ['Endpoint 是 Bucket 的自定义域名', 'The endpoint is a custom domain of the bucket'],
  cnameHint: [
    '绑定到起始路径中 Bucket 的域名（CNAME），只能访问这个 Bucket。网关需用 --allow-host 放行它。',
    'A domain (CNAME) bound to the bucket of the start path. It reaches this bucket only, and the gateway has to allow it with --allow-host.',
  ],
  pathStyle: ['Endpoint 在路径中指定 Bucket', 'The endpoint takes buckets in the path'],
  pathStyleHint: [
    '用于没有 Bucket 域名的专有云。网络地址总是这样访问，无需勾选。',
    'For private clouds whose buckets have no host names. IP addresses always work this way.',
  ],
  start: ['起始路径', 'Start path'],
  startHint: [
    '密钥无权列举全部 Bucket 时填写，例如 oss://my-bucket/team/。',
    "Needed if your key can't list all buckets, for example oss://my-bucket/team/.",
  ],
  startKept: ['留空即可打开已保存的列表。', 'Leave empty to open the list that is kept here.'],
  more: ['STS Token 与自定义 Endpoint', 'STS token and custom endpoint'],
  kept: [
    '请求在本页面内签名，网关看不到 Secret。',
    'Requests are signed in this page. The gateway never sees your secret.',
  ],
  keep: ['在这个浏览器中保持登录', 'Keep me signed in on this browser'],
  keepHint: [
    '不勾选时，关闭最后一个标签页即退出。勾选后，密钥加密保存；解密所需的一半只在正在运行的 OSS Ferry 程序的内存中，程序结束后需要重新登录。',
    'Otherwise you are signed out when you close the last tab. Your keys are stored encrypted, and half of what decrypts them exists only in the memory of the running OSS Ferry program: when it ends, you sign in again.',
  ],
  pasteHint: [
    '可以把 Endpoint、对象地址、oss:// 路径、授权码或 ossutil 配置粘贴到任意一栏，自动填写。',
    'Paste an endpoint, the address of an object, an oss:// path, an authorization code, or an ossutil configuration into any field to fill in the form.',
  ],
  filled: ['已填写：{{names}}。', 'Filled in: {{names}}.'],
  listComma: ['、', ', '],
  codeEnds: ['授权有效期至 {{time}}。', 'The authorization is valid until {{time}}.'],
  codeOver: ['授权已于 {{time}} 到期，请重新获取授权码。', 'The authorization expired {{time}}. Get a new code.'],
  readOnly: ['只读', 'Read-only'],
  readOnlyHint: ['只浏览和下载，不发送任何写请求。', 'Browse and download only. No write requests are sent.'],
  locked: [
    '{{name}} 已锁定。重新输入密钥后，任务会继续运行。',
    '{{name}} is locked. Enter its keys again to resume its jobs.',
  ],
  signIn: ['登录', 'Sign in'],
  checking: ['正在验证…', 'Checking…'],
  back: ['返回', 'Back'],
  'problem.empty': ['请填写', 'Required'],
  'problem.spaces': ['不能包含空格', "Can't contain spaces"],
  'problem.tokenNeeded': [
    '临时访问凭证（AccessKey ID 以 STS. 开头）需要 STS Token',
    'Temporary credentials (an AccessKey ID that starts with STS.) need their STS token',
  ],
  'problem.region': ['请填写地域 ID，例如 cn-hangzhou', 'Enter a region ID, such as cn-hangzhou'],
  'problem.endpoint': [
    '请填写不带路径的地址，例如 https://oss-cn-hangzhou-internal.aliyuncs.com',
    'Enter a host without a path, such as https://oss-cn-hangzhou-internal.aliyuncs.com',
  ],
  'problem.bucketEndpoint': [
    '这是 Bucket 的地址：请去掉开头的 Bucket 名称',
    'This is the address of a bucket: remove the bucket name at the start',
  ],
  'problem.httpsOnly': [
    '不经由网关时，浏览器只允许通过 https:// 访问其他计算机',
    'Without a gateway, the browser reaches other computers over https:// only',
  ],
  'problem.start': ['请按 oss://bucket/folder/ 的格式填写', 'Use the form oss://bucket/folder/'],
} satisfies Texts
