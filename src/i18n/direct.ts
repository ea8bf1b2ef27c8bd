import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** What the sign-in says on a page that no gateway serves. */
export const direct = {
  title: ['本页面没有网关，直接访问 OSS', 'This page has no gateway and reaches OSS directly'],
  advice: [
    'Bucket 的跨域规则（CORS）必须允许 {{origin}}。这样无法列举 Bucket，请在起始路径中填写一个 Bucket，其余可在登录后添加。密钥只在本页面的内存中，重新加载后需要再次登录。',
    "The CORS rules of the bucket must allow {{origin}}. Buckets can't be listed this way: enter one as the start path, and add more after signing in. Your keys stay in the memory of this page: after a reload you sign in again.",
  ],
} satisfies Texts

addWords('direct', direct)
