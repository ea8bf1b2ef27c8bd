import type { Area } from './statement.ts'
import { archive, attributes } from './statements/attributes.ts'
import { buckets } from './statements/buckets.ts'
import { causes } from './statements/causes.ts'
import { copying } from './statements/copy.ts'
import { listing } from './statements/listing.ts'
import { multipart } from './statements/multipart.ts'
import { names, objects } from './statements/objects.ts'
import { signatures } from './statements/signatures.ts'

/** The whole table. The configuration of the bucket, which changes what follows, is the last. */
export const AREAS: Area[] = [
  objects,
  names,
  listing,
  copying,
  multipart,
  causes,
  attributes,
  signatures,
  archive,
  buckets,
]
