import type { Listed, Ref, Version, VersionMark } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { ask } from '../limits/ask.ts'
import { byKey, deletedOf, versionsOf } from '../single/versions.ts'
import type { Planned, UndeleteRequest } from '../types.ts'
import { pin, unreadSource } from './pin.ts'
import type { Planner } from './plan.ts'

/**
 * Plans which deleted objects come back, a page of versions at a time. What is not deleted, was deleted earlier, or has no version left is
 * no part of it; an object that was picked says so.
 */
export function planUndelete({ since = 0 }: UndeleteRequest, world: PlanWorld): Planner {
  return {
    async ofObject(source) {
      const versions = await versionsOf(source, world)
      const refusal = deletedOf(versions).content ? 'notDeleted' : 'missing'
      const refused = { kind: 'undelete', state: 'refused', refusal, source: unreadSource(source) } as const
      return taskOf(source, versions, since) ?? { ...refused, markers: [] }
    },
    async *ofPrefix(source, after) {
      for await (const keys of walkVersions(world, source, after))
        yield keys.flatMap((versions) => taskOf(source, versions, since) ?? [])
    },
  }
}

/** `versions`: all of one key, newest first. It was deleted when the first marker came over its newest content. */
function taskOf(at: Ref, versions: Version[], since: number): Planned | undefined {
  const { content, markers } = deletedOf(versions)
  const deleted = markers.at(-1)?.modified
  if (!content || deleted === undefined || deleted < since) return undefined
  const source = pin({ ...at, key: content.key }, content satisfies Omit<Listed, 'restore'>)
  return { kind: 'undelete', state: 'waiting', source, markers: markers.map(({ versionId }) => versionId) }
}

/** The versions of each key below a prefix, behind the key `after` if there is one, in the store's order. A key may go over several pages. */
async function* walkVersions(world: PlanWorld, at: Ref, after?: string): AsyncGenerator<Version[][]> {
  let from: VersionMark | undefined
  let open: Version[] = []
  do {
    const start = from ? { from } : after === undefined ? {} : { after }
    const page = await ask(world, at, (oss, signal) => oss.listVersions({ at, ...start, signal }))
    const keys = byKey([...open, ...page.versions])
    open = page.next ? (keys.pop() ?? []) : []
    yield keys
    from = page.next
  } while (from)
}
