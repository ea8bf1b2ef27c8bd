import type { Listed, Ref } from '../../oss/types.ts'
import { isPrefix, nameOf } from '../keys.ts'
import { filesOf, localPath } from '../localFiles.ts'
import { thereOnDisk } from '../run/runDownload.ts'
import { statObject } from '../stat.ts'
import type { DownloadRequest, DownloadTask, Pinned, Planned, PlanWorld, Refusal } from '../types.ts'
import { becomes } from './becomes.ts'
import { decide, type Look } from './conflict.ts'
import { archived, pin, unseen } from './pin.ts'
import type { Planner } from './plan.ts'
import { walk } from './walk.ts'

/** What is the same for every object. `comes`: whether another object of the request becomes this. */
type Whole = { request: DownloadRequest; world: PlanWorld; comes: (at: Ref) => Promise<boolean> }

/** Plans downloads: what each object becomes on this computer, and what is in its way. `of`: what the request is a part of. */
export function planDownload(request: DownloadRequest, world: PlanWorld, of = request): Planner {
  const aimOf = (source: Ref) => ({ ...of.target, key: pathOf(source, source, of) })
  const comes = (at: Ref) => becomes(at, of.sources, aimOf, (one) => statObject(world, one))
  const whole = { request, world, comes }
  return {
    async ofObject(source) {
      const listed = await statObject(world, source)
      if (listed) return planOne(pin(source, listed), source, whole)
      return refused(unseen(source), source, 'missing', request)
    },
    async *ofPrefix(source, after) {
      for await (const page of walk(world, source, after))
        yield await Promise.all(page.map((listed: Listed) => planOne(pin(source, listed), source, whole)))
    },
  }
}

async function planOne(source: Pinned, picked: Ref, { request, world, comes }: Whole): Promise<Planned> {
  const refusal = archived(source) ?? (isPrefix(source.key) && source.size > 0 ? 'noFile' : undefined)
  if (refusal) return refused(source, picked, refusal, request)
  const task = downloadTask(source, picked, request)
  const { target } = task
  if (request.into !== 'folder') return { ...task, overwrite: true }
  const local = await filesOf(world)
  const look = (at: Ref) => thereOnDisk(local, at)
  const there = await look(target)
  if (!there) return { ...task, overwrite: request.conflict === 'replace' }
  const seen = { ...task, there }
  const free: Look = async (at) => (await comes(at)) || look(at)
  const decision = await decide({ source, target, there, policy: task.conflict }, world, free)
  if (decision.is === 'skip') return { ...seen, state: 'skipped' }
  if (decision.is === 'ask' || decision.is === 'tooLong') return { ...seen, state: 'conflict' }
  return { ...seen, target: decision.target, overwrite: decision.overwrite }
}

/** A bucket becomes a folder of its name. */
function pathOf({ key }: Ref, picked: Ref, { target, into }: DownloadRequest): string {
  if (into === 'file') return target.key
  const name = picked.key === '' ? `${picked.bucket}/` : nameOf(picked.key)
  return target.key + localPath(name + key.slice(picked.key.length))
}

function downloadTask(source: Pinned, picked: Ref, request: DownloadRequest): Omit<DownloadTask, 'job' | 'n'> {
  const target = { ...request.target, key: pathOf(source, picked, request) }
  const conflict = isPrefix(target.key) ? 'skip' : request.conflict
  const entry = request.into === 'zip' ? ({ isEntry: true } as const) : {}
  return { kind: 'download', state: 'waiting', source, target, overwrite: false, conflict, ...entry }
}

function refused(source: Pinned, picked: Ref, refusal: Refusal, request: DownloadRequest): Planned {
  return { ...downloadTask(source, picked, request), state: 'refused', refusal }
}
