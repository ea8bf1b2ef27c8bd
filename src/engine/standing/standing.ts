/** What stands at places right before a write or a DELETE there, and whether that would take more than what is current. */
import type { Listed, Ref, Version } from '../../oss/types.ts'
import { mayNotAsk } from '../bucketFacts.ts'
import type { PlanWorld } from '../ctx.ts'
import type { Mark } from '../evidence/decisions.ts'
import { CopyError } from '../problem.ts'
import { type Content, oldNullOf } from '../single/versions.ts'
import type { Refused } from './lookMany.ts'
import { statMany } from './statMany.ts'
import { versionsMany } from './versionsMany.ts'

/** `now`: what is current. `old`: an older content with the ID `null`, in whose place a write or a delete marker would come. */
export type Standing = { now?: Mark & Pick<Listed, 'size'>; old?: Content }

/**
 * What stands at places of one bucket, by key. Where versioning is suspended, or may be, versions are listed instead of objects: what is
 * written or deleted there takes the ID `null`, and with it the place of an older content of that ID, which no listing of objects shows.
 * @see https://help.aliyun.com/zh/oss/user-guide/versioning-overview
 * @throws OssError, also where versioning is known to be suspended and the key may not list versions, unless `refused` hears of it
 */
export async function standingMany(
  places: readonly Ref[],
  world: PlanWorld,
  refused?: Refused,
): Promise<Map<string, Standing>> {
  const { found, unseen } = await lookAtVersions(places, world, refused)
  const listed = unseen.length > 0 ? await statMany(unseen, world, refused) : []
  return new Map([
    ...[...found].map(([key, versions]) => [key, standingOf(versions)] as const),
    ...[...listed].map(([key, now]) => [key, { now }] as const),
  ])
}

/** The same of one place. */
export async function standingAt(at: Ref, world: PlanWorld): Promise<Standing> {
  return (await standingMany([at], world)).get(at.key) ?? {}
}

/**
 * Refuses what would take an older content; false: nothing had to be looked at.
 * @throws CopyError NullVersion; OssError
 */
export async function requireNoOld(at: Ref, world: PlanWorld): Promise<boolean> {
  const { found, unseen } = await lookAtVersions([at], world)
  if (oldNullOf(found.get(at.key) ?? [])) throw nullVersion(at)
  return unseen.length === 0
}

/** An older content would be in no version any more. */
export function nullVersion({ key }: Pick<Ref, 'key'>): CopyError {
  return new CopyError(
    'NullVersion',
    `An older version of ${key} with the ID null would be lost: versioning is suspended, or may be`,
  )
}

function standingOf(versions: readonly Version[]): Standing {
  const current = versions.find(({ isLatest }) => isLatest)
  const old = oldNullOf(versions)
  return { ...(current?.is === 'version' && { now: current }), ...(old && { old }) }
}

type Seen = { found: Map<string, Version[]>; unseen: readonly Ref[] }

/** `unseen`: where no version can be lost, or nothing says that one could and the key may not look. */
async function lookAtVersions(places: readonly Ref[], world: PlanWorld, refused?: Refused): Promise<Seen> {
  const [first] = places
  const facts = first && (await world.buckets(first))
  if (!first || (facts && facts.versioning !== 'Suspended')) return { found: new Map(), unseen: places }
  if (facts) return { found: await versionsMany(places, world, refused), unseen: [] }
  return lookIfAllowed(places, world)
}

async function lookIfAllowed(places: readonly Ref[], world: PlanWorld): Promise<Seen> {
  const denied = deniedIn(world)
  const unseen = places.filter((at) => denied.has(folderOf(at)))
  const deny = (at: Ref) => {
    denied.add(folderOf(at))
    unseen.push(at)
  }
  const asked = places.filter((at) => !denied.has(folderOf(at)))
  try {
    return { found: await versionsMany(asked, world, deny), unseen }
  } catch (error) {
    if (!mayNotAsk(error)) throw error
    asked.forEach(deny)
    return { found: new Map(), unseen: places }
  }
}

/** Folders whose versions the keys of a run may not list: asking before each write would double the looks. */
const denials = new WeakMap<PlanWorld['buckets'], Set<string>>()

function deniedIn({ buckets }: PlanWorld): Set<string> {
  const known = denials.get(buckets) ?? new Set()
  denials.set(buckets, known)
  return known
}

const folderOf = ({ account, bucket, key }: Ref) => `${account} ${bucket} ${key.slice(0, key.lastIndexOf('/') + 1)}`
