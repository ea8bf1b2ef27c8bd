import type { BucketContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer, xmlAnswer } from '../http/answer.ts'
import { readXml } from '../http/requestBody.ts'
import { invalid } from '../metadata.ts'
import { child, element } from '../xml.ts'
import { saveConfig, serialize } from './bucketConfig.ts'

/** PutBucketInventory: stored by its id. @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketinventory */
export async function putBucketInventory(ctx: BucketContext): Promise<Answer> {
  const document = await readXml(ctx, 'InventoryConfiguration')
  const id = ctx.query.get('inventoryId') ?? ''
  if (id === '' || child(document, 'Id')?.text !== id) throw invalid('inventoryId', id)
  await saveConfig(ctx, `inventory/${id}`, serialize(document))
  return emptyAnswer(200)
}

/** GetBucketInventory. @see https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinventory */
export function getBucketInventory({ bucket, query }: BucketContext): Answer {
  const document = bucket.configs?.[`inventory/${query.get('inventoryId')}`]
  if (document === undefined) throw ossError('NoSuchInventory')
  return xmlAnswer(document)
}

/** ListBucketInventory, all on one page. @see https://www.alibabacloud.com/help/en/oss/developer-reference/listbucketinventory */
export function listBucketInventory({ bucket }: BucketContext): Answer {
  const all = Object.entries(bucket.configs ?? {}).filter(([name]) => name.startsWith('inventory/'))
  if (all.length === 0) throw ossError('NoSuchInventory')
  const content = all.map(([, document]) => document).join('') + element('IsTruncated', 'false')
  return xmlAnswer(element('ListInventoryConfigurationsResult', content))
}

/** DeleteBucketInventory. @see https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketinventory */
export async function deleteBucketInventory(ctx: BucketContext): Promise<Answer> {
  await saveConfig(ctx, `inventory/${ctx.query.get('inventoryId')}`, undefined)
  return emptyAnswer(204)
}
