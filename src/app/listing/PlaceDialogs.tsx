import type { Account } from '../../oss/types.ts'
import { late } from '../../ui/late.tsx'
import { LazyDialog } from '../dialogs/LazyDialog.tsx'
import type { BucketRef } from '../requests/requests.ts'

export type PlaceDialogName =
  | 'upload'
  | 'newFolder'
  | 'rules'
  | 'versionsHere'
  | 'undeleteHere'
  | 'uploads'
  | 'mayDo'
  | 'payer'
  | 'corsCheck'
  | 'bucketSettings'
export type PlaceDialogProps = { account: Account; home: BucketRef; prefix: string; onClose: () => void }

const Upload = late(async () => (await import('../upload/UploadDialog.tsx')).UploadDialog)
const NewFolder = late(async () => (await import('../create/NewFolderDialog.tsx')).NewFolderDialog)
const Rules = late(async () => (await import('../rules/RulesDialog.tsx')).RulesDialog)
const Versions = late(async () => (await import('../versions/VersionsDialog.tsx')).VersionsDialog)
const Undelete = late(async () => (await import('../versions/UndeleteDialog.tsx')).UndeleteDialog)
const Uploads = late(async () => (await import('../versions/UploadsDialog.tsx')).UploadsDialog)
const MayDo = late(async () => (await import('../rights/MayDoDialog.tsx')).MayDoDialog)
const Payer = late(async () => (await import('../buckets/PayerDialog.tsx')).PayerDialog)
const CorsCheck = late(async () => (await import('../cors/CorsCheckDialog.tsx')).CorsCheckDialog)
const Bucket = late(async () => (await import('../buckets/BucketDialog.tsx')).BucketDialog)

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
      {name === 'mayDo' && <MayDo {...props} />}
      {name === 'payer' && <Payer {...props} />}
      {name === 'corsCheck' && <CorsCheck {...props} />}
      {name === 'bucketSettings' && <Bucket {...props} />}
    </LazyDialog>
  )
}
