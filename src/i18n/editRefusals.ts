import { addWords } from './i18n.ts'
import type { Texts } from './text.ts'

/** Why an edit is nothing that an object can be given: loaded with the plans and forms that say so. */
export const editRefusals = {
  'tooManyTags.title': ['标签超过 10 个', 'More than 10 tags'],
  'tooManyTags.advice': [
    '一个对象最多有 10 个标签。请少添加一些，或同时删除不需要的标签。',
    'An object can have up to 10 tags. Add fewer, or remove others in the same edit.',
  ],
  'tooMuchMeta.title': ['用户自定义元数据超过 8 KiB', 'More than 8 KiB of user metadata'],
  'tooMuchMeta.advice': [
    '一个对象的用户自定义元数据合计不能超过 8 KiB。请缩短值，或同时删除不需要的项。',
    'User metadata is limited to 8 KiB an object. Shorten a value, or remove others in the same edit.',
  ],
  'notAValue.title': ['替换后的值无效', 'The replaced value is not valid'],
  'notAValue.advice': [
    '查找和替换的结果不是该 HTTP 头的有效值，对象保持不变。请修改查找或替换的内容。',
    'What find and replace comes to is no valid value of that header, so the object is left as it is. Change what is found or what replaces it.',
  ],
  'slowPattern.title': ['正则表达式在该值上耗时过长', 'The pattern takes too long on this value'],
  'slowPattern.advice': [
    '对象保持不变。请使用更具体的正则表达式。',
    'The object is left as it is. Use a more specific pattern.',
  ],
  'bucketEncrypts.title': ['Bucket 对所有写入的对象加密', 'The bucket encrypts everything written to it'],
  'bucketEncrypts.advice': [
    'Bucket 设置了默认加密，写入的对象总是加密的，因此没有改动。请先在 Bucket 中关闭默认加密。',
    'The bucket has a default encryption, so what is written is always encrypted, and the object was left as it is. Turn off the default encryption of the bucket first.',
  ],
} satisfies Texts

addWords('errors', editRefusals)
