import type { Listed, Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { isPrefix } from '../keys.ts'
import { filesOf, type LocalFiles } from '../localFiles.ts'
import { anyNameFolding, foldedBy, localKey, type NameFolding } from '../localPath.ts'
import { existingFile } from '../run/runDownload.ts'
import type { DownloadRequest, DownloadTask, Pinned, Planned, Refusal } from '../types.ts'
import { decide, type Look } from './conflict.ts'
import { aimsOf, isTargetOfSource } from './isTargetOfSource.ts'
import { type Paths, pathsOf } from './localTargets.ts'
import { lookTogether } from './lookTogether.ts'
import { archived, pin, unreadSource } from './pin.ts'
import type { PlannedSoFar, Planner } from './plan.ts'
import { createSeenNames } from './seenNames.ts'
import { walkSource } from './walkSource.ts'

/**
 * What is the same for every object. `paths`: where it goes. `comes`: whether another object of the request becomes this. `take`: takes
 * a path for one object, unless another has it.
 */
type Whole = {
  request: DownloadRequest
  world: PlanWorld
  local: LocalFiles
  paths: Paths
  comes: (at: Ref) => Promise<boolean>
  take: (path: string) => boolean
}

/** Plans downloads: what each object becomes on this computer, and what is in its way. `of`: what the request is a part of. */
export async function planDownload(
  request: DownloadRequest,
  world: PlanWorld,
  of = request,
  soFar?: PlannedSoFar,
): Promise<Planner> {
  const local = filesOf(world)
  const folds = await foldsOf(request, local)
  const fold = foldedBy(folds)
  const all = pathsOf(of, fold)
  const aimOf = (source: Ref) => ({ ...of.target, key: all.pathOf(source, source) })
  const aims = aimsOf(of.sources, aimOf)
  const look = lookTogether(world)
  const comes = async (at: Ref) => all.isOfOne(at.key) || isTargetOfSource(at, aims, look, localKey)
  const paths = request.placement === 'exact' ? pathsOf(request, fold) : all
  const take = folds.case || folds.form ? await takingOnce(fold, soFar) : () => true
  const whole = { request, world, local, paths, comes, take }
  return {
    async ofObject(source) {
      const listed = await look(source)
      if (listed) return planOne(pin(source, listed), source, whole)
      return refused(unreadSource(source), source, 'missing', whole)
    },
    async *ofPrefix(source, after) {
      for await (const page of walkSource(world, source, after))
        yield await Promise.all(page.map((listed: Listed) => planOne(pin(source, listed), source, whole)))
    },
  }
}

async function foldsOf({ into }: DownloadRequest, local: LocalFiles): Promise<NameFolding> {
  if (into === 'zip') return anyNameFolding
  return into === 'folder' ? local.folds() : { case: false, form: false }
}

/** Keys differ; on a disk that folds names they may be one file. What a plan that broke off had planned has its paths, whatever became of it. */
async function takingOnce(fold: (path: string) => string, soFar?: PlannedSoFar): Promise<Whole['take']> {
  const taken = createSeenNames()
  const take = (path: string) => isPrefix(path) || taken.add(fold(path))
  for await (const tasks of soFar?.before() ?? []) for (const task of tasks) if ('target' in task) take(task.target.key)
  return take
}

async function planOne(source: Pinned, picked: Ref, whole: Whole): Promise<Planned> {
  const { request, local, take } = whole
  const refusal = archived(source) ?? (isPrefix(source.key) && source.size > 0 ? 'noFile' : undefined)
  if (refusal) return refused(source, picked, refusal, whole)
  const task = downloadTask(source, picked, whole)
  if (!take(task.target.key)) return planTwin(task, whole)
  if (request.into !== 'folder') return { ...task, overwrite: true }
  const there = await existingFile(local, task.target)
  if (!there) return { ...task, overwrite: request.conflict === 'replace' }
  const seen = { ...task, there }
  const decision = await decide({ ...seen, policy: task.conflict }, whole.world, freeOn(whole))
  if (decision.is === 'skip') return { ...seen, state: 'skipped' }
  if (decision.is === 'ask' || decision.is === 'tooLong') return { ...seen, state: 'conflict' }
  return { ...seen, target: decision.target, overwrite: decision.overwrite }
}

/** Another object of the request has this path, to the disk. Both are wanted: replacing one by the other would lose it. */
async function planTwin(task: Fresh, whole: Whole): Promise<Planned> {
  const isEntry = whole.request.into === 'zip'
  const twin = { ...task, hasTwin: true, overwrite: isEntry } as const
  // Nothing is in the way of an entry.
  if (task.conflict === 'skip' && !isEntry) return { ...twin, state: 'skipped' }
  const { source, target } = task
  const decision = await decide({ source, target, there: source, policy: 'keepBoth' }, whole.world, freeOn(whole))
  const aimed = decision.is === 'write' ? { ...twin, target: decision.target } : twin
  return task.conflict === 'ask' && !isEntry ? { ...aimed, state: 'conflict' } : aimed
}

/** Whether a path is somebody's: taken by this plan, to be taken by it, or on the disk. */
function freeOn({ request, take, comes, local }: Whole): Look {
  return async (at) => (await comes(at)) || !take(at.key) || (request.into === 'folder' && existingFile(local, at))
}

type Fresh = Omit<DownloadTask, 'job' | 'n'>

function downloadTask(source: Pinned, picked: Ref, { request, paths }: Pick<Whole, 'request' | 'paths'>): Fresh {
  const target = { ...request.target, key: paths.pathOf(source, picked) }
  const conflict = isPrefix(target.key) ? 'skip' : request.conflict
  const task = {
    source,
    target,
    overwrite: false,
    conflict,
    ...(paths.isNumbered(picked) && { hasTwin: true as const }),
  }
  const entry = request.into === 'zip' && { isEntry: true as const }
  const file = request.into === 'file' && { isPicked: true as const }
  return { kind: 'download', state: 'waiting', ...task, ...entry, ...file }
}

function refused(source: Pinned, picked: Ref, refusal: Refusal, whole: Whole): Planned {
  return { ...downloadTask(source, picked, whole), state: 'refused', refusal }
}
