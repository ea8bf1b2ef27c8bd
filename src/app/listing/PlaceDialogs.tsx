import { lazy } from 'react'
import type { Account } from '../../oss/types.ts'
import { LazyDialog } from '../dialogs/LazyDialog.tsx'
import type { BucketRef } from '../requests/requests.ts'

export type PlaceDialogName =
  | 'upload'
  | 'newFolder'
  | 'rules'
  | 'versionsHere'
  | 'undeleteHere'
  | 'uploads'
  | 'payer'
  | 'bucketSettings'
export type PlaceDialogProps = { account: Account; home: BucketRef; prefix: string; onClose: () => void }

const Upload = lazy(async () => ({ default: (await import('../upload/UploadDialog.tsx')).UploadDialog }))
const NewFolder = lazy(async () => ({ default: (await import('../create/NewFolderDialog.tsx')).NewFolderDialog }))
const Rules = lazy(async () => ({ default: (await import('../rules/RulesDialog.tsx')).RulesDialog }))
const Versions = lazy(async () => ({ default: (await import('../versions/VersionsDialog.tsx')).VersionsDialog }))
const Undelete = lazy(async () => ({ default: (await import('../versions/UndeleteDialog.tsx')).UndeleteDialog }))
const Uploads = lazy(async () => ({ default: (await import('../versions/UploadsDialog.tsx')).UploadsDialog }))
const Payer = lazy(async () => ({ default: (await import('../buckets/PayerDialog.tsx')).PayerDialog }))
const Bucket = lazy(async () => ({ default: (await import('../buckets/BucketDialog.tsx')).BucketDialog }))

/** What concerns a place and not the rows that are chosen in it. Each is loaded when it is first opened. */
export function PlaceDialogs({ name, ...props }: PlaceDialogProps & { name: PlaceDialogName }) {
  return (
    <LazyDialog key={name} onClose={props.onClose}>
      {name === 'upload' && <Upload {...props} />}
      {name === 'newFolder' && <NewFolder {...props} />}
      {name === 'rules' && <Rules {...props} />}
      {name === 'versionsHere' && <Versions {...props} />}
      {name === 'undeleteHere' && <Undelete {...props} prefixes={[props.prefix]} />}
      {name === 'uploads' && <Uploads {...props} />}
      {name === 'payer' && <Payer {...props} />}
      {name === 'bucketSettings' && <Bucket {...props} />}
    </LazyDialog>
  )
}
