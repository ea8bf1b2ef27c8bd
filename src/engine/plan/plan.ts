import type { Ref } from '../../oss/types.ts'
import type { PlanWorld } from '../ctx.ts'
import { isPrefix } from '../keys.ts'
import { chooserOf } from '../scope/scope.ts'
import type { Planned, Request, Source } from '../types.ts'
import { eachOnce } from './eachOnce.ts'
import { planChange } from './planChange.ts'
import { planCopy } from './planCopy.ts'
import { planDownload } from './planDownload.ts'
import { isBelow } from './planOrder.ts'
import { planRemove } from './planRemove.ts'
import { planRestore } from './planRestore.ts'
import { planUndelete } from './planUndelete.ts'
import { planUpload } from './planUpload.ts'
import { refuseOld } from './refuseOld.ts'

/** Objects that were picked one by one are looked up this many at a time, which is one listing page where they lie side by side. */
const chunk = 1000

/** Where a plan that broke off had come to: how many tasks it had made, and the source of the last. `before`: all of them, some at a time. */
export type PlannedSoFar = {
  count: number
  last: Ref & { target?: Ref }
  before: () => AsyncIterable<Planned[]>
}

/**
 * Turns a request into tasks, a listing page at a time, without a side effect. What can't be done comes out as a refused task, what
 * needn't be done as a skipped one. `soFar` goes on behind what an earlier plan of this request made: objects come in the order of the
 * request, keys below a prefix in the store's, so that a count and a key say all.
 * @throws OssError when a listing fails for good.
 */
export async function* plan(request: Request, world: PlanWorld, soFar?: PlannedSoFar): AsyncGenerator<Planned[]> {
  const { sources } = eachOnce(request)
  const { ofObject, ofPrefix } = await plannerOf(request, world, request, soFar)
  const objects = sources.filter((source) => !isPrefix(source.key))
  for (let from = soFar?.count ?? 0; from < objects.length; from += chunk)
    yield await refuseOld(await Promise.all(objects.slice(from, from + chunk).map(ofObject)), world)
  for (const { source, after } of prefixesLeft(request, sources, soFar))
    for await (const page of asSeen(source, ofPrefix(source, after))) yield refuseOld(page, world)
}

/**
 * The plan of one object that is looked at again, as a part of the request `of`. A key that ends in `/` means the object of that name,
 * not what lies below.
 */
export async function planAgain(request: Request, source: Ref, world: PlanWorld, of = request): Promise<Planned> {
  const planned = await (await plannerOf(request, world, of)).ofObject(source)
  const whole = of.sources.find((one: Source) => one.scope)
  const meant = whole ? stillMeantBy(whole)(seenBy(whole)(planned)) : planned
  const [task = meant] = await refuseOld([meant], world)
  return task
}

/** What changed since may be another than what was chosen, also where nobody looked, as for a rule. */
function stillMeantBy({ scope, ...at }: Source): (task: Planned) => Planned {
  if (!scope) return (task) => task
  const { holds } = chooserOf({ ...at, scope })
  return (task) => {
    if (task.refusal || holds(task.source)) return task
    if (task.kind !== 'change') return { ...task, state: 'refused', refusal: 'cameLater' }
    return { kind: 'change', state: 'skipped', source: task.source, change: {}, isOutside: true }
  }
}

async function* asSeen(source: Source, pages: AsyncGenerator<Planned[]>): AsyncGenerator<Planned[]> {
  const seen = seenBy(source)
  for await (const page of pages) yield page.map(seen)
}

/** What a person could not have seen when they chose is left as it is, and said. */
function seenBy({ scope, ...at }: Source): (task: Planned) => Planned {
  if (!scope) return (task) => task
  const { isLater } = chooserOf({ ...at, scope })
  return (task) => (isLater(task.source) ? { ...task, state: 'refused', refusal: 'cameLater' } : task)
}

function prefixesLeft(request: Request, sources: Source[], soFar?: PlannedSoFar): { source: Source; after?: string }[] {
  const prefixes = sources.filter((source) => isPrefix(source.key))
  const key = soFar && soFar.count > sources.length - prefixes.length ? soFar.last.key : undefined
  if (soFar === undefined || key === undefined) return prefixes.map((source) => ({ source }))
  const [broken, ...rest] = prefixes.slice(
    prefixes.findIndex((source) => isBelow(source, { ...soFar.last, source: soFar.last }, request)),
  )
  return broken ? [{ source: broken, after: key }, ...rest.map((source) => ({ source }))] : []
}

async function plannerOf(asked: Request, world: PlanWorld, of = asked, soFar?: PlannedSoFar): Promise<Planner> {
  // Which objects were picked themselves matters to a restore, also of those that lie below a prefix.
  if (asked.do === 'restore') return planRestore(asked, world)
  if (asked.do === 'undelete') return planUndelete(asked, world)
  const request = eachOnce(asked)
  const whole = eachOnce(of)
  if (request.do === 'copy') return planCopy(request, world, whole.do === 'copy' ? whole : request)
  if (request.do === 'upload') return planUpload(request, world, whole.do === 'upload' ? whole : request)
  if (request.do === 'download') return planDownload(request, world, whole.do === 'download' ? whole : request, soFar)
  return request.do === 'change' ? planChange(request, world) : planRemove(world)
}

/** How one kind of request is planned. */
export type Planner = {
  ofObject: (source: Ref) => Promise<Planned>
  /** `after`: only what lies behind this key. */
  ofPrefix: (source: Source, after?: string) => AsyncGenerator<Planned[]>
}
