import type { Settings } from './ctx.ts'

const MiB = 1024 ** 2
const GiB = 1024 ** 3

/** 1 GB of the documents means 1 GiB. @see https://help.aliyun.com/zh/oss/user-guide/copy-objects-16 */
export const defaults: Settings = {
  partsFrom: GiB,
  referenceTimeout: 30_000,
  backoff: 300,
  gather: 100,
  settle: 10_000,
  tick: 1_000,
  watch: 2_000,
  partTimeout: 120_000,
  relayPart: 8 * MiB,
  keepEvery: 64 * MiB,
}

/** Fewer requests than larger parts save in repetition when one fails; the official copier uses the same size. */
export const usualPartSize = 64 * MiB
export const mostParts = 10_000
