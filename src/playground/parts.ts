import type { Part } from './part.ts'
import { bucketDialogs } from './parts/bucketDialogs.tsx'
import { addBucket, corsCheck, lookOfAccount } from './parts/connecting.tsx'
import { details } from './parts/details.tsx'
import { remove, rename, transfer } from './parts/dialogs.tsx'
import { jobs } from './parts/jobs.tsx'
import { listing } from './parts/listing.tsx'
import { metadata } from './parts/metadata.tsx'
import { objectDialogs } from './parts/objectDialogs.tsx'
import { picker } from './parts/picker.tsx'
import { breadcrumb, home, sideBar, wholeWindow } from './parts/places.tsx'
import { rules } from './parts/rules.tsx'
import { signIn } from './parts/signIn.tsx'
import { help, toast, trouble } from './parts/small.tsx'

/** All parts of the screen, by their names in the address. */
export const parts: Record<string, Part> = {
  window: wholeWindow,
  listing,
  home,
  sideBar,
  breadcrumb,
  picker,
  transfer,
  rename,
  metadata,
  rules,
  delete: remove,
  corsCheck,
  addBucket,
  lookOfAccount,
  objectDialogs,
  bucketDialogs,
  jobs,
  toast,
  details,
  signIn,
  trouble,
  help,
}
