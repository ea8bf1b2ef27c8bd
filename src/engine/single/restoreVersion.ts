import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import type { Content } from './versions.ts'

/**
 * Makes an archived version readable for a day. Asked for twice it is still one restore.
 * @see https://help.aliyun.com/zh/oss/developer-reference/restoreobject
 * @throws OssError, RestoreAlreadyInProgress where it is on its way
 */
export function restoreVersion(at: Ref, { versionId, storageClass }: Content, world: PlanWorld): Promise<void> {
  const tier = storageClass === 'Archive' ? {} : { tier: 'Standard' as const }
  return ask(world, at, (oss, signal) => oss.restore({ at, versionId, days: 1, ...tier, signal }))
}
