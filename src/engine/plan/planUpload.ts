import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { isPrefix, rebase } from '../keys.ts'
import { filesOf, type LocalFile } from '../localFiles.ts'
import { statObject } from '../stat.ts'
import type { ExistingObject, Pinned, Planned, Refusal, UploadRequest, UploadTask } from '../types.ts'
import { keyProblem, targetKey } from './check.ts'
import { decide, type Look } from './conflict.ts'
import { aimsOf, isTargetOfSource } from './isTargetOfSource.ts'
import { lookTogether } from './lookTogether.ts'
import { existingOf, unreadSource } from './pin.ts'
import type { Planner } from './plan.ts'
import { cursorOver } from './walk.ts'

/** Looks up what is at a target key; asked in the store's order when a folder is uploaded. */
type Existing = (key: string) => Promise<ExistingObject | undefined>

/** Plans uploads: what each file becomes, and what is in its way. Two sorted listings are merged, as for a copy. */
export function planUpload(request: UploadRequest, world: PlanWorld, of = request): Planner {
  const { target } = request
  const aim = (source: Ref) => ({ ...target, key: targetKey(source, { target, placement: 'into' }) })
  const aimOf = (source: Ref) => ({ ...of.target, key: targetKey(source, { ...of, placement: 'into' }) })
  const aims = aimsOf(of.sources, aimOf)
  const lookNow = async ({ key }: Ref) => filesOf(world).look(key)
  const look = async (at: Ref) => (await isTargetOfSource(at, aims, lookNow)) || statObject(world, at)
  const whole = { request, world, look }
  const lookAt = lookTogether(world)
  return {
    async ofObject(source) {
      const file = await filesOf(world).look(source.key)
      if (!file) return refused({ source: unreadSource(source), target: aim(source) }, 'unreadable', request)
      const existing = (key: string) => lookAt({ ...target, key })
      return planOne({ file, source, target: aim(source) }, whole, existing)
    },
    async *ofPrefix(source, after) {
      const to = aim(source)
      const existing = cursorOver(world, to, after && rebase(after, source.key, to.key))
      for await (const files of filesOf(world).walk(source.key, after)) {
        const planned: Planned[] = []
        for (const file of files) {
          const pair = { file, source, target: { ...to, key: rebase(file.path, source.key, to.key) } }
          planned.push(await planOne(pair, whole, existing))
        }
        yield planned
      }
    },
  }
}

type Pair = { file: LocalFile; source: Ref; target: Ref }
/** What is the same for every file. `look`: what is at a place, or will be. */
type Whole = { request: UploadRequest; world: PlanWorld; look: Look }

async function planOne(pair: Pair, { request, world, look }: Whole, existing: Existing): Promise<Planned> {
  const task = uploadTask(pair, request)
  const { source, target } = task
  if (pair.file.isUnreadable) return refused(task, 'unreadable', request)
  if (keyProblem(target.key)) return refused(task, 'keyTooLong', request)
  const there = await existing(target.key)
  if (!there) return task
  const seen = { ...task, there: existingOf(there) }
  const decision = await decide({ source, target, there, policy: task.conflict }, world, look)
  if (decision.is === 'skip') return { ...seen, state: 'skipped' }
  if (decision.is === 'tooLong') return refused(task, 'keyTooLong', request)
  if (decision.is === 'ask') return { ...seen, state: 'conflict' }
  return { ...seen, target: decision.target, overwrite: decision.overwrite }
}

function uploadTask({ file, source, target }: Pair, { conflict }: UploadRequest): Omit<UploadTask, 'job' | 'n'> {
  const { path, size, modified, type } = file
  const pinned: Pinned = { ...unreadSource(source), key: path, size, modified, etag: String(modified) }
  // A folder that is there already is what was wanted.
  const policy = isPrefix(path) ? 'skip' : conflict
  return { kind: 'upload', state: 'waiting', source: pinned, target, type, overwrite: false, conflict: policy }
}

function refused(at: Pick<UploadTask, 'source' | 'target'>, refusal: Refusal, { conflict }: UploadRequest): Planned {
  const { source, target } = at
  return { kind: 'upload', state: 'refused', refusal, source, target, type: '', overwrite: false, conflict }
}
