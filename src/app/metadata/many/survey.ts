import { isPrefix } from '../../../engine/keys.ts'
import { scopeMatcher } from '../../../engine/scope/scope.ts'
import type { Source } from '../../../engine/types.ts'
import { OssError } from '../../../oss/errors.ts'
import type { Account, Head, Listed, Oss, Ref } from '../../../oss/types.ts'
import { ossOf, retryOptions } from '../../queries/remote.ts'
import { walkBelow } from '../../queries/walkBelow.ts'
import type { Survey, SurveyedObject } from './valueCounts.ts'

/** More objects than these are not read before a plan reads them all: each costs two requests, one more with tags. */
const mostSeen = 1000
const lanes = 16
const perStep = 64

/** Reads what objects are now, of what was selected and of what lies below it; tells every now and then what was found. */
export async function* survey(
  account: Account,
  sources: readonly Source[],
  picked: ReadonlyMap<string, Pick<Listed, 'type'>>,
  signal: AbortSignal,
): AsyncGenerator<Survey> {
  const { keys, isWhole } = await keysOf(account, sources, picked, signal)
  const links = keys.filter(({ type }) => type === 'Symlink').length
  const objects = keys.filter(({ type }) => type !== 'Symlink')
  const found: SurveyedObject[] = []
  const told = () => ({ objects: asFarAsRead(found), links, of: objects.length, isWhole })
  yield told()
  for (let from = 0; from < objects.length; from += perStep) {
    found.push(...(await readEach(account, objects.slice(from, from + perStep), from === 0, signal)))
    yield told()
  }
}

/** Without the right to read tags OSS tells no count of them either: where it was refused, that there are none is known of no object. */
export function asFarAsRead(objects: readonly SurveyedObject[]): SurveyedObject[] {
  if (objects.every(({ tags }) => tags)) return [...objects]
  return objects.map((one) => (one.tags?.length ? one : { ...one, tags: undefined }))
}

type Key = { at: Ref; type: Listed['type'] }

async function keysOf(
  account: Account,
  sources: readonly Source[],
  picked: ReadonlyMap<string, Pick<Listed, 'type'>>,
  signal: AbortSignal,
): Promise<{ keys: Key[]; isWhole: boolean }> {
  const keys = sources
    .filter(({ key }) => !isPrefix(key))
    .map((at): Key => ({ at, type: picked.get(at.key)?.type ?? 'Normal' }))
  for (const at of sources.filter(({ key }) => isPrefix(key))) {
    if (keys.length > mostSeen) break
    const isMeant = scopeMatcher([at])
    for await (const pages of walkBelow(account, at, signal, ({ objects }) => objects.filter(isMeant))) {
      const all = pages.flat()
      keys.push(...all.slice(0, mostSeen + 1).map(({ key, type }): Key => ({ at: { ...at, key }, type })))
      if (keys.length > mostSeen) break
    }
  }
  return { keys: keys.slice(0, mostSeen), isWhole: keys.length <= mostSeen }
}

async function readEach(
  account: Account,
  keys: readonly Key[],
  asksTags: boolean,
  signal: AbortSignal,
): Promise<SurveyedObject[]> {
  const oss = ossOf(account)
  const left = [...keys]
  const found: SurveyedObject[] = []
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const seen = await readOne(oss, next.at, signal, asksTags)
      if (seen) found.push(seen)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return found
}

/** What the key may not read is not known; what is gone meanwhile is left out. `asksTags`: also where OSS counts none. */
export async function readOne(
  oss: Oss,
  at: Ref,
  signal: AbortSignal,
  asksTags = true,
): Promise<SurveyedObject | undefined> {
  const head = await unlessGone(() => patiently(() => oss.head({ at, signal })))
  if (!head) return undefined
  const [acl, tags] = await Promise.all([
    unlessForbidden(() => patiently(() => oss.getAcl({ at, signal }))),
    asksTags || head.tagCount > 0 ? unlessForbidden(() => patiently(() => oss.getTags({ at, signal }))) : [],
  ])
  return { key: at.key, ...factsOf(head), tags, acl }
}

/** HeadObject answers for what a link points to: tags and ACL are all that can be read of its own. */
export async function readLink(oss: Oss, at: Ref, signal: AbortSignal): Promise<SurveyedObject | undefined> {
  const page = await patiently(() => oss.list({ at, limit: 1, signal }))
  const listed = page.objects.find(({ key }) => key === at.key)
  if (!listed) return undefined
  const [acl, tags] = await Promise.all([
    unlessForbidden(() => patiently(() => oss.getAcl({ at, signal }))),
    unlessForbidden(() => patiently(() => oss.getTags({ at, signal }))),
  ])
  const { key, size, modified, storageClass } = listed
  return { key, size, modified, storageClass, headers: {}, meta: {}, tags, acl }
}

function factsOf({ headers, meta, storageClass, encryption, modified, size }: Head) {
  return { headers, meta, storageClass, modified, size, ...(encryption && { encryption }) }
}

async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await read()
    } catch (error) {
      if (!retryOptions.retry(failures, error as Error)) throw error
      await new Promise((resolve) => setTimeout(resolve, retryOptions.retryDelay(failures)))
    }
  }
}

const unlessGone = <T>(read: () => Promise<T>) => unless(404, read)
const unlessForbidden = <T>(read: () => Promise<T>) => unless(403, read)

async function unless<T>(status: number, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof OssError && error.status === status) return undefined
    throw error
  }
}
