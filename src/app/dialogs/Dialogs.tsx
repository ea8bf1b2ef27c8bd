import { lazy } from 'react'
import type { Source } from '../../engine/types.ts'
import type { Account } from '../../oss/types.ts'
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

const TransferDialog = lazy(async () => ({ default: (await import('../transfer/TransferDialog.tsx')).TransferDialog }))
const RenameDialog = lazy(async () => ({ default: (await import('../rename/RenameDialog.tsx')).RenameDialog }))
const RemoveDialog = lazy(async () => ({ default: (await import('../remove/RemoveDialog.tsx')).RemoveDialog }))
const MetadataDialog = lazy(async () => ({ default: (await import('../metadata/MetadataDialog.tsx')).MetadataDialog }))
const Preview = lazy(async () => ({ default: (await import('../preview/Preview.tsx')).Preview }))
const ShareDialog = lazy(async () => ({ default: (await import('../share/ShareDialog.tsx')).ShareDialog }))
const DownloadDialog = lazy(async () => ({ default: (await import('../download/DownloadDialog.tsx')).DownloadDialog }))
const UploadDialog = lazy(async () => ({ default: (await import('../upload/UploadDialog.tsx')).UploadDialog }))
const RestoreDialog = lazy(async () => ({ default: (await import('../restore/RestoreDialog.tsx')).RestoreDialog }))
const VersionsDialog = lazy(async () => ({ default: (await import('../versions/VersionsDialog.tsx')).VersionsDialog }))
const UndeleteDialog = lazy(async () => ({ default: (await import('../versions/UndeleteDialog.tsx')).UndeleteDialog }))
const RulesDialog = lazy(async () => ({ default: (await import('../rules/RulesDialog.tsx')).RulesDialog }))
const SymlinkDialog = lazy(async () => ({ default: (await import('../create/SymlinkDialog.tsx')).SymlinkDialog }))

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
