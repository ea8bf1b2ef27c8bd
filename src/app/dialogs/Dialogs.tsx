import type { Source } from '../../engine/types.ts'
import type { Account } from '../../oss/types.ts'
import { late } from '../../ui/late.tsx'
import type { Row } from '../listing/rows.ts'
import type { BucketRef } from '../requests/requests.ts'
import { LazyDialog } from './LazyDialog.tsx'

/** What is opened for rows. */
export type DialogName =
  | 'copyTo'
  | 'moveTo'
  | 'download'
  | 'uploadInto'
  | 'rename'
  | 'remove'
  | 'metadata'
  | 'preview'
  | 'share'
  | 'restore'
  | 'versions'
  | 'undelete'
  | 'rules'
  | 'symlink'
/** `sources`: what the rows are for a request. */
export type DialogProps = {
  account: Account
  home: BucketRef
  rows: readonly Row[]
  sources: Source[]
  onClose: () => void
}

const TransferDialog = late(async () => (await import('../transfer/TransferDialog.tsx')).TransferDialog)
const RenameDialog = late(async () => (await import('../rename/RenameDialog.tsx')).RenameDialog)
const RemoveDialog = late(async () => (await import('../remove/RemoveDialog.tsx')).RemoveDialog)
const MetadataDialog = late(async () => (await import('../metadata/MetadataDialog.tsx')).MetadataDialog)
const Preview = late(async () => (await import('../preview/Preview.tsx')).Preview)
const ShareDialog = late(async () => (await import('../share/ShareDialog.tsx')).ShareDialog)
const DownloadDialog = late(async () => (await import('../download/DownloadDialog.tsx')).DownloadDialog)
const UploadDialog = late(async () => (await import('../upload/UploadDialog.tsx')).UploadDialog)
const RestoreDialog = late(async () => (await import('../restore/RestoreDialog.tsx')).RestoreDialog)
const VersionsDialog = late(async () => (await import('../versions/VersionsDialog.tsx')).VersionsDialog)
const UndeleteDialog = late(async () => (await import('../versions/UndeleteDialog.tsx')).UndeleteDialog)
const RulesDialog = late(async () => (await import('../rules/RulesDialog.tsx')).RulesDialog)
const SymlinkDialog = late(async () => (await import('../create/SymlinkDialog.tsx')).SymlinkDialog)

/** Each dialog is loaded when it is first opened. */
export function Dialogs({ name, ...props }: DialogProps & { name: DialogName }) {
  return (
    <LazyDialog key={name} onClose={props.onClose}>
      {name === 'copyTo' && <TransferDialog {...props} removeSource={false} />}
      {name === 'moveTo' && <TransferDialog {...props} removeSource />}
      {name === 'download' && <DownloadDialog {...props} />}
      {name === 'uploadInto' && <UploadDialog {...props} prefix={props.rows[0]?.key ?? ''} />}
      {name === 'rename' && <RenameDialog {...props} />}
      {name === 'remove' && <RemoveDialog {...props} />}
      {name === 'metadata' && <MetadataDialog {...props} />}
      {name === 'preview' && <Preview {...props} />}
      {name === 'share' && <ShareDialog {...props} />}
      {name === 'restore' && <RestoreDialog {...props} />}
      {name === 'versions' && <VersionsDialog {...props} prefix={props.rows[0]?.key ?? ''} />}
      {name === 'undelete' && (
        <UndeleteDialog {...props} prefixes={props.rows.filter(({ is }) => is === 'prefix').map(({ key }) => key)} />
      )}
      {name === 'rules' && <RulesDialog {...props} prefix={props.rows[0]?.key ?? ''} />}
      {name === 'symlink' && <SymlinkDialog {...props} />}
    </LazyDialog>
  )
}
