import { lazy, Suspense } from 'react'
import type { DialogProps } from '../dialogs/Dialogs.tsx'

const ManyDialog = lazy(async () => ({ default: (await import('./many/ManyDialog.tsx')).ManyDialog }))
const OneDialog = lazy(async () => ({ default: (await import('./one/OneDialog.tsx')).OneDialog }))

/** Edits headers, user metadata, tags, ACL, class and encryption: of one object, or of many and of all below a prefix. */
export function MetadataDialog(props: DialogProps) {
  const [first, second] = props.rows
  const isOne = first?.is === 'object' && !second
  return <Suspense fallback={null}>{isOne ? <OneDialog {...props} /> : <ManyDialog {...props} />}</Suspense>
}
