import type { Listed, Ref } from '../oss/types.ts'
import { decide } from './conflict.ts'
import { isPrefix, nameOf } from './keys.ts'
import { localOf, localPath } from './local.ts'
import { lookAt } from './look.ts'
import { archived, pin, unseen } from './pin.ts'
import type { Planner } from './plan.ts'
import { thereOnDisk } from './runDownload.ts'
import type { DownloadRequest, DownloadTask, Pinned, Planned, PlanWorld, Refusal } from './types.ts'
import { walk } from './walk.ts'

/** Plans downloads: what each object becomes on this computer, and what is in its way. */
export function planDownload(request: DownloadRequest, world: PlanWorld): Planner {
  return {
    async ofObject(source) {
      const listed = await lookAt(world, source)
      if (listed) return planOne(pin(source, listed), source, request, world)
      return refused(unseen(source), source, 'missing', request)
    },
    async *ofPrefix(source, after) {
      for await (const page of walk(world, source, after))
        yield await Promise.all(page.map((listed: Listed) => planOne(pin(source, listed), source, request, world)))
    },
  }
}

async function planOne(source: Pinned, picked: Ref, request: DownloadRequest, world: PlanWorld): Promise<Planned> {
  const refusal = archived(source) ?? (isPrefix(source.key) && source.size > 0 ? 'noFile' : undefined)
  if (refusal) return refused(source, picked, refusal, request)
  const task = downloadTask(source, picked, request)
  const { target } = task
  if (request.into !== 'folder') return { ...task, overwrite: true }
  const local = await localOf(world)
  const look = (at: Ref) => thereOnDisk(local, at)
  const there = await look(target)
  if (!there) return { ...task, overwrite: request.conflict === 'replace' }
  const seen = { ...task, there }
  const decision = await decide({ source, target, there, policy: task.conflict }, world, look)
  if (decision.is === 'skip') return { ...seen, state: 'skipped' }
  if (decision.is === 'ask') return { ...seen, state: 'conflict' }
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
