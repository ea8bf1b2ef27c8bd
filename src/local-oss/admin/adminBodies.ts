/** What the administration of a local OSS is told, as JSON. */
import {
  array,
  boolean,
  exactOptional,
  type InferOutput,
  integer,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  partial,
  picklist,
  pipe,
  record,
  strictObject,
  string,
  union,
} from 'valibot'
import { ERRORS, type ErrorCode } from '../errors.ts'

const count = pipe(number(), integer(), minValue(0))
const place = pipe(string(), maxLength(1023))
const moment = picklist(['before', 'after'])
const headers = record(string(), string())
/** Bytes: 10 000 parts of 5 GiB. */
const LARGEST_OBJECT = 10_000 * 5 * 1024 ** 3
const codes = Object.keys(ERRORS) as ErrorCode[]

/** A fault rule: a pattern is a string, `null` takes a header away, and a source is changed by naming it. */
export const postedRule = partial(
  strictObject({
    op: union([string(), array(string())]),
    bucket: string(),
    key: string(),
    keyPattern: string(),
    partNumber: count,
    skip: count,
    times: count,
    rate: pipe(number(), minValue(0), maxValue(1)),
    seed: number(),
    delay: count,
    error: strictObject({
      code: picklist(codes),
      message: exactOptional(string()),
      headers: exactOptional(headers),
      ok: exactOptional(boolean()),
    }),
    reset: moment,
    hang: moment,
    truncate: count,
    throttle: count,
    change: strictObject({ bucket: string(), key: place }),
    headers: record(string(), nullable(string())),
  }),
)
export type PostedRule = InferOutput<typeof postedRule>

export const postedSettings = partial(
  strictObject({
    copySpeed: count,
    referenceCopy: picklist(['free', 'refused', 'slow']),
    appendCopy: picklist(['refused', 'allowed']),
    restoreMilliseconds: count,
    clockOffset: number(),
    latency: count,
  }),
)

export const postedSparseObject = strictObject({
  bucket: string(),
  key: place,
  size: pipe(count, maxValue(LARGEST_OBJECT)),
  seed: exactOptional(number()),
  headers: exactOptional(headers),
})
