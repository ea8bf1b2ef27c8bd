import { ask } from './ask.ts'
import { lookAt } from './look.ts'
import { CopyError } from './problem.ts'
import type { Ctx, Pinned } from './types.ts'

/**
 * Removes an object if it still is what was seen: the source of a proved copy, or what a person wants gone. One that is gone already was
 * removed by an earlier run.
 * @throws CopyError SourceChanged
 */
export async function removeSource(source: Pinned, ctx: Ctx): Promise<void> {
  const now = await lookAt(ctx, source)
  if (!now) return
  if (now.etag !== source.etag)
    throw new CopyError('SourceChanged', `${source.key} has changed in the meantime; it was kept`)
  await ask(ctx, source.account, (oss, signal) => oss.remove({ at: source, signal }))
}
