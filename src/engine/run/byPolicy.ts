import type { Ref } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { isOwn, overwritingOwn } from '../evidence/made.ts'
import { filesOf } from '../localFiles.ts'
import { decide } from '../plan/conflict.ts'
import { existingOf } from '../plan/pin.ts'
import { CopyError } from '../problem.ts'
import { statObject } from '../stat.ts'
import type { AimedTask, ConflictPolicy, ExistingObject, Proof } from '../types.ts'
import { collidesOnDisk } from './diskTwin.ts'
import { abortMultipart } from './multipart.ts'

type Look = (at: Ref) => Promise<ExistingObject | undefined>

/** How often a target may change under our hands before it is left to a person. */
const mostRounds = 5

/**
 * Makes what a task is about; a target that turned up, or changed, after the plan meets the same policy. Undefined: it was left alone,
 * and the task says why.
 * @throws what `make` throws; CopyError TargetExists when the target does not come to rest
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
  for (let round = 1; ; round++) {
    try {
      return await make(now, { ...ctx, save })
    } catch (error) {
      if (!(error instanceof CopyError) || error.code !== 'TargetExists' || round === mostRounds) throw error
      if (!(await meetConflict(now, look, { ...ctx, save }))) return undefined
    }
  }
}

/** True: make it again, with what was saved. What was decided about is kept, so that no other object is written over. */
async function meetConflict(task: AimedTask, look: Look, ctx: Ctx): Promise<boolean> {
  const { source, target } = task
  const found = await look(target)
  if (!found) return free(ctx)
  const there = existingOf(found)
  if (task.made && isOwn(task, there)) return takeOwn(task, there, ctx)
  const decision = await decide({ source, target, there, policy: policyOf(task) }, ctx, look)
  const stays = decision.is === 'write' && decision.target.key === target.key
  if (!stays) await dropBegun(task, decision.is === 'write', ctx)
  if (decision.is === 'write')
    await ctx.save({ target: decision.target, overwrite: decision.overwrite, ...seen(stays ? there : undefined) })
  else if (decision.is === 'tooLong')
    throw new CopyError('NameTooLong', `No numbered name of ${target.key} fits into a key`)
  else await ctx.save({ state: decision.is === 'ask' ? 'conflict' : 'skipped', ...seen(there) })
  return decision.is === 'write'
}

function policyOf(task: AimedTask): ConflictPolicy {
  const { conflict } = task
  return collidesOnDisk(task) && conflict !== 'skip' && conflict !== 'ask' ? 'keepBoth' : conflict
}

/** A file that grows under a name of its own may still become one of another name; an upload is of one key. */
async function dropBegun({ kind, checkpoint, target }: AimedTask, goesOn: boolean, ctx: Ctx): Promise<void> {
  if (!checkpoint || (kind === 'download' && goesOn)) return
  if (kind !== 'download') await abortMultipart(checkpoint, target, ctx)
  else if (checkpoint.id) await filesOf(ctx).discard(checkpoint.id)
  await ctx.save({ checkpoint: undefined })
}

/** What an earlier try made and nothing proved is in the way. */
async function takeOwn(task: AimedTask, there: ExistingObject, ctx: Ctx): Promise<true> {
  await ctx.save(overwritingOwn(task, there))
  return true
}

/** Nothing is in the way any more. */
async function free(ctx: Ctx): Promise<true> {
  await ctx.save({ overwrite: false, ...seen(undefined) })
  return true
}

/** Whatever stands there now is not what this task made. */
const seen = (there: ExistingObject | undefined) => ({ there, replacesOwn: undefined, made: undefined })
