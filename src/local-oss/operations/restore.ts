import { isSwitchedOn } from '../bucketSwitches.ts'
import type { ObjectContext } from '../context.ts'
import { ossError } from '../errors.ts'
import { type Answer, emptyAnswer } from '../http/answer.ts'
import { readBody, rootOf } from '../http/requestBody.ts'
import type { BucketRecord, ObjectRecord, Restore, StorageClass } from '../store/types.ts'
import { child, type XmlElement } from '../xml.ts'
import { findObject } from './find.ts'
import { versionHeaders } from './objectHeaders.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a restore takes by class and tier, and the most days it can last. */
const COLD = {
  Archive: { most: 7, Expedited: MINUTE, Standard: MINUTE, Bulk: MINUTE },
  ColdArchive: { most: 365, Expedited: HOUR, Standard: 5 * HOUR, Bulk: 12 * HOUR },
  DeepColdArchive: { most: 365, Expedited: 12 * HOUR, Standard: 48 * HOUR, Bulk: 48 * HOUR },
} as const

/** Whether the bytes of an object can be read now: archived ones must be restored first, unless the bucket reads Archive directly. */
export function isReadable({ storageClass, restore }: ObjectRecord, bucket: BucketRecord, now: number): boolean {
  if (storageClass === 'Archive' && isSwitchedOn(bucket, 'bucketArchiveDirectRead')) return true
  return !isCold(storageClass) || (restore !== undefined && now >= restore.ready && now < restore.expires)
}

/**
 * RestoreObject: 202 starts a restore or speeds one up, 200 prolongs one, 409 RestoreAlreadyInProgress, 400 OperationNotSupported for the warm classes.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/restoreobject
 */
export async function restoreObject(ctx: ObjectContext): Promise<Answer> {
  const { oss, bucket, key } = ctx
  const wanted = parseRestore(await readBody(ctx))
  const now = oss.now()
  return oss.store.write((tx) => {
    const found = findObject(ctx, tx)
    const { storageClass, restore } = found.record
    if (!isCold(storageClass)) throw ossError('OperationNotSupported', { ec: '0016-00000702' })
    checkDays(wanted.days, storageClass)
    // Archive knows no tiers.
    if (wanted.named && storageClass === 'Archive') throw ossError('MalformedXML')
    const kept = restore && now < restore.expires ? restore : undefined
    const running = kept && now < kept.ready
    if (running && !isFaster(wanted.tier, kept.tier)) throw ossError('RestoreAlreadyInProgress')
    const fresh = now + (oss.settings.restoreMilliseconds ?? COLD[storageClass][wanted.tier])
    const ready = kept ? Math.min(kept.ready, fresh) : fresh
    const expires = Math.max(ready, now) + wanted.days * DAY
    const next: Restore = { requested: now, ready, expires, tier: wanted.tier }
    tx.update(bucket.name, key, { ...found, record: { ...found.record, restore: next } })
    return emptyAnswer(kept && !running ? 200 : 202, {
      'x-oss-object-restore-priority': storageClass === 'Archive' ? undefined : wanted.tier,
      ...versionHeaders(bucket, found.record),
    })
  })
}

/** From the slowest to the fastest. */
const TIERS = ['Bulk', 'Standard', 'Expedited'] as const
type Tier = (typeof TIERS)[number]

/** The page of the operation says 409 for every restore that runs; the guide of December 2025 takes a faster tier. */
function isFaster(tier: Tier, running: string): boolean {
  return TIERS.indexOf(tier) > TIERS.map(String).indexOf(running)
}

type Wanted = { days: number; tier: Tier; named: boolean }

/** Each way in which the body can be wrong has its EC. */
function parseRestore(body: Buffer): Wanted {
  if (body.length === 0) return { days: 1, tier: 'Standard', named: false }
  const document = rootOf(body, 'RestoreRequest', { malformed: '0016-00000706' })
  const unknown = document.children.some(({ name }) => name !== 'Days' && name !== 'JobParameters')
  if (unknown) throw ossError('MalformedXML', { ec: '0016-00000714' })
  const parameters = child(document, 'JobParameters')
  return {
    days: Number(child(document, 'Days')?.text ?? '1'),
    tier: tierOf(parameters),
    named: parameters !== undefined,
  }
}

function tierOf(parameters: XmlElement | undefined): Tier {
  const given = (parameters && child(parameters, 'Tier')?.text) ?? 'Standard'
  const known = TIERS.find((one) => one === given)
  if (!known) throw ossError('MalformedXML', { ec: '0016-00000703' })
  return known
}

function checkDays(days: number, storageClass: keyof typeof COLD): void {
  if (Number.isInteger(days) && days >= 1 && days <= COLD[storageClass].most) return
  throw ossError('MalformedXML', { ec: storageClass === 'Archive' ? '0016-00000708' : '0016-00000704' })
}

function isCold(storageClass: StorageClass): storageClass is keyof typeof COLD {
  return Object.hasOwn(COLD, storageClass)
}
