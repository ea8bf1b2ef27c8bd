/**
 * What a key was just refused, and where: so that what can't be done there is greyed with the reason. Known is only what a request, or the probe
 * of a place, was refused, for the same keys and some minutes: an administrator may be changing it.
 */
import { create as createStore } from 'zustand'
import { parentOf } from '../../engine/keys.ts'
import type { Need } from '../../engine/needs.ts'
import type { Verdicts } from '../../engine/single/probe.ts'
import { OssError } from '../../oss/errors.ts'
import { lacksRights, type Right, rightsOf } from '../../oss/rights.ts'
import type { Account, Oss, Ref } from '../../oss/types.ts'

/** `of`: one object, what lies right in a place, or the bucket as a whole. */
export type Denial = {
  account: string
  accessKeyId: string
  action: string
  of: 'object' | 'place' | 'bucket'
  at: string
}

const lasts = 5 * 60_000
export const useDenials = createStore<{ all: ReadonlyMap<string, Denial> }>(() => ({ all: new Map() }))
const nameOf = (denial: Denial) => JSON.stringify(denial)

function add(denials: readonly Denial[]): void {
  if (denials.length === 0) return
  const names = denials.map(nameOf)
  useDenials.setState(({ all }) => ({
    all: new Map([...all, ...denials.map((one, n) => [names[n] ?? '', one] as const)]),
  }))
  setTimeout(() => drop((_, name) => names.includes(name)), lasts)
}

function drop(isGone: (denial: Denial, name: string) => boolean): void {
  useDenials.setState(({ all }) => ({ all: new Map([...all].filter(([name, denial]) => !isGone(denial, name))) }))
}

/** What a refused request lacked. One of several that OSS does not tell apart is no knowledge of any. */
export function noteRights(account: Account, rights: readonly Right[]): void {
  if (rights.length === 1) add(rights.flatMap((right) => denialOf(account, right) ?? []))
}

/** What the probe of a place found out, and nothing that was known of it before. */
export function noteVerdicts(account: Account, { bucket, key }: Ref, verdicts: Verdicts): void {
  const at = `${bucket}/${key}`
  const told = Object.entries(verdicts).filter(([, { is }]) => is !== 'notKnown')
  const asked = new Set(told.map(([action]) => action))
  drop(({ account: whose, action, at: where }) => whose === account.id && asked.has(action) && isIn(where, bucket, key))
  const lacked = told.flatMap(([, verdict]) => (verdict.is === 'mayNot' ? verdict.lacks : []))
  add(lacked.flatMap((right) => denialOf(account, right, at) ?? []))
}

const isIn = (where: string, bucket: string, key: string) =>
  where === bucket || parentOf(where) === `${bucket}/${key}` || where === `${bucket}/${key}`

/** A person reads the bucket anew, or does again what was refused; `bucket`: of this one alone. */
export function forgetDenials({ id }: Account, bucket?: string): void {
  drop(({ account, at }) => account === id && (bucket === undefined || at === bucket || at.startsWith(`${bucket}/`)))
}

const arn = /^acs:oss:\*:\*:([^/*]+)(\/.*)?$/s

/** `place`: that which was probed. */
function denialOf(
  { id, accessKeyId }: Account,
  { action, resource, prefix }: Right,
  place?: string,
): Denial | undefined {
  const [, bucket, key] = arn.exec(resource) ?? []
  if (bucket === undefined) return undefined
  const own = { account: id, accessKeyId, action }
  if (action === 'oss:ListObjects') return { ...own, of: 'place', at: `${bucket}/${prefix ?? ''}` }
  if (key === undefined) return { ...own, of: 'bucket', at: bucket }
  return place === undefined ? { ...own, of: 'object', at: bucket + key } : { ...own, of: 'place', at: place }
}

/** The same client, which tells what it is refused. */
export function noting(account: Account, oss: Oss): Oss {
  return new Proxy(oss, {
    get(target, name: keyof Oss) {
      const ask = target[name] as (...given: unknown[]) => unknown
      return (...given: unknown[]) => {
        const answer = ask(...given)
        if (answer instanceof Promise)
          answer.then(
            () => name === 'list' && noteListed(account, (given[0] as { at: Ref }).at),
            (error: unknown) => noteRefusal(account, error),
          )
        return answer
      }
    },
  })
}

function noteListed({ id }: Account, { bucket, key }: Ref): void {
  if (useDenials.getState().all.size === 0) return
  drop(({ account, action, at }) => account === id && action === 'oss:ListObjects' && at === `${bucket}/${key}`)
}

function noteRefusal(account: Account, error: unknown): void {
  if (error instanceof OssError && lacksRights(error)) noteRights(account, rightsOf(error))
}

/** A place, or an object right in it. */
export type Spot = { bucket: string; place: string; object?: string }

/** The first of these needs that is known to be denied at every one of the spots. Of a million no more are looked at than need be. */
export function deniedAt(
  { id, accessKeyId }: Account,
  needs: readonly Need[],
  spots: Iterable<Spot>,
): string | undefined {
  const own = [...useDenials.getState().all.values()].filter(
    (one) => one.account === id && one.accessKeyId === accessKeyId,
  )
  if (own.length === 0) return undefined
  const lackedAt = (spot: Spot) =>
    needs.find(
      ({ action, when, isPreferred }) =>
        !when && !isPreferred && own.some((one) => one.action === action && holds(one, spot)),
    )
  let first: string | undefined
  for (const spot of spots) {
    const lacked = lackedAt(spot)
    if (!lacked) return undefined
    first ??= lacked.action
  }
  return first
}

function holds({ of, at }: Denial, { bucket, place, object }: Spot): boolean {
  if (of === 'bucket') return at === bucket
  return at === `${bucket}/${of === 'place' ? place : object}`
}
