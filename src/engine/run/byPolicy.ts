import type { Ref } from '../../oss/types.ts'
import { decide } from '../plan/conflict.ts'
import { CopyError } from '../problem.ts'
import { statObject } from '../stat.ts'
import type { AimedTask, Ctx, Proof, There } from '../types.ts'
import { abortMultipart } from './multipart.ts'

type Look = (at: Ref) => Promise<There | undefined>

/**
 * Makes what a task is about; a target that turned up after the plan meets the same policy. Undefined: it was left alone, and the task
 * says why.
 */
export async function byPolicy<T extends AimedTask>(
  task: T,
  make: (task: T, ctx: Ctx) => Promise<Proof>,
  ctx: Ctx,
  look: Look = (at) => statObject(ctx, at),
): Promise<Proof | undefined> {
  let now = task
  const save: Ctx['save'] = (patch) => {
    now = { ...now, ...patch } as T
    return ctx.save(patch)
  }
  while (true) {
    try {
      return await make(now, { ...ctx, save })
    } catch (error) {
      if (!(error instanceof CopyError) || error.code !== 'TargetExists') throw error
      if (!(await meetConflict(now, look, { ...ctx, save }))) return undefined
    }
  }
}

/** True: make it again, with what was saved. */
async function meetConflict(task: AimedTask, look: Look, ctx: Ctx): Promise<boolean> {
  const { source, target, conflict } = task
  const there = await look(target)
  if (!there) return true
  const decision = await decide({ source, target, there, policy: conflict }, ctx, look)
  const stays = decision.is === 'write' && decision.target.key === target.key
  if (task.checkpoint && task.kind !== 'download' && !stays) {
    await abortMultipart(task.checkpoint, target, ctx)
    await ctx.save({ checkpoint: undefined })
  }
  if (decision.is === 'write') await ctx.save({ target: decision.target, overwrite: decision.overwrite })
  else await ctx.save({ state: decision.is === 'ask' ? 'conflict' : 'skipped' })
  return decision.is === 'write'
}
