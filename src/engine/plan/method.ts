import type { Listed, Ref } from '../../oss/types.ts'
import type { Settings } from '../ctx.ts'
import { mostParts, usualPartSize } from '../settings.ts'
import type { Method } from '../types.ts'

const MiB = 1024 ** 2

export type MethodFacts = Pick<Listed, 'size' | 'type'> & {
  sameBucket: boolean
  /** The copy gets another storage class or encryption than its source: then OSS must rewrite the bytes. */
  rewrites: boolean
}

/**
 * How an object is copied. Below the threshold, for links and for 0 bytes (which can't be part-copied) one CopyObject; inside a
 * bucket one CopyObject moves a reference at any size; everything else goes by parts.
 * @see https://help.aliyun.com/zh/oss/developer-reference/copyobject
 */
export function methodFor(facts: MethodFacts, settings: Pick<Settings, 'partsFrom'>): Method {
  if (facts.type === 'Symlink' || facts.size < settings.partsFrom) return 'whole'
  return facts.sameBucket && !facts.rewrites ? 'reference' : 'parts'
}

/** A part that fails is repeated whole, and one that is done at once is mostly latency: some seconds are a fair size. */
const partSeconds = 8
const smallestPart = 16 * MiB
const largestPart = 1024 * MiB
/** Larger parts must leave enough of them to be busy with as many requests as there may be, to the end. */
const enoughParts = 400

/**
 * Bytes of a part: the usual size, or what the bucket copies in some seconds when its pace (bytes a second of one part) is known from
 * the copies before; grown by whole MiB so that 10 000 parts suffice.
 */
export function partSizeFor(size: number, pace?: number): number {
  const wanted = pace === undefined ? usualPartSize : paced(size, pace)
  return Math.max(wanted, Math.ceil(size / mostParts / MiB) * MiB)
}

function paced(size: number, pace: number): number {
  const most = Math.min(largestPart, Math.max(usualPartSize, size / enoughParts))
  return Math.ceil(Math.max(smallestPart, Math.min(most, pace * partSeconds)) / MiB) * MiB
}

/**
 * Bytes of a part that goes through this page: small, because it is held in memory and sent again whole; grown like the others.
 */
export function relayPartSizeFor(size: number, { relayPart }: Pick<Settings, 'relayPart'>): number {
  const least = size / mostParts
  return least <= relayPart ? relayPart : Math.ceil(least / MiB) * MiB
}

/** Whether OSS itself would not copy it: CopyObject knows one region and one account, and no append type. */
export function needsRelay(source: Ref & Pick<Listed, 'type'>, target: Ref): boolean {
  const elsewhere = source.region !== target.region || source.account !== target.account
  return elsewhere || source.type === 'Appendable'
}

/** A quarter, for a store that does not copy a part in time; undefined when parts can't get smaller. */
export function smallerParts(partSize: number, size: number): number | undefined {
  const least = Math.max(MiB, Math.ceil(size / mostParts / MiB) * MiB)
  const smaller = Math.max(least, Math.ceil(partSize / 4 / MiB) * MiB)
  return smaller < partSize ? smaller : undefined
}

export type Range = { number: number; from: number; to: number }

/** The parts of an object: `to` is exclusive, the last part may be shorter. */
export function rangesOf(size: number, partSize: number): Range[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => ({
    number: index + 1,
    from: index * partSize,
    to: Math.min(size, (index + 1) * partSize),
  }))
}
