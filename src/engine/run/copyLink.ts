import type { Attributes } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { writeAsDecided } from '../evidence/beforeWrite.ts'
import { findOurs } from '../evidence/evidence.ts'
import { goneError } from '../evidence/made.ts'
import { withRetry } from '../limits/ask.ts'
import { withLookSignal, write } from '../limits/write.ts'
import { tagsAt } from '../stat.ts'
import type { CopyTask, Proof } from '../types.ts'
import { attributesOf, mayBeOurs, refusalOf } from './copyWhole.ts'

/**
 * Makes a link that stands for another key than its source does, with the tags, the class and, if kept, the ACL of that: what that one points to is moved or copied along. (A link that stays
 * the same is copied whole.)
 * @see https://help.aliyun.com/zh/oss/developer-reference/putsymlink
 * @throws OssError; CopyError TargetExists, Protected
 */
export async function copyLink(task: CopyTask & { link: string }, ctx: Ctx): Promise<Proof> {
  const [given, tags] = [await attributesOf(task, ctx), await tagsAt(task.source, ctx)]
  const attributes = { ...given, ...(tags.length > 0 && { tags }) }
  return withRetry(ctx, () => linkOnce(task, attributes, ctx))
}

async function linkOnce(task: CopyTask & { link: string }, attributes: Attributes, ctx: Ctx): Promise<Proof> {
  const { target, overwrite, there, link } = task
  const asked = { target, there: overwrite ? there : undefined, content: { link }, attributes }
  const found = () => findOurs(async () => asked, withLookSignal(ctx))
  try {
    const request = { at: target, target: link, attributes, forbidOverwrite: !overwrite }
    await writeAsDecided(task, ctx, (own) =>
      write(own, target, (oss, signal) => oss.putSymlink({ ...request, signal })),
    )
    const made = await found()
    if (!made) throw await goneError(target, ctx)
    return made
  } catch (error) {
    const ours = mayBeOurs(error) ? await found() : undefined
    if (ours) return ours
    throw refusalOf(error, task)
  }
}
