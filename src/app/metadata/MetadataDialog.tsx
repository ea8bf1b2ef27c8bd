import { Late, late } from '../../ui/late.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'

const ManyDialog = late(async () => (await import('./many/ManyDialog.tsx')).ManyDialog)
const OneDialog = late(async () => (await import('./one/OneDialog.tsx')).OneDialog)

/** Edits headers, user metadata, tags, ACL, class and encryption: of one object, or of many and of all below a prefix. */
export function MetadataDialog(props: DialogProps) {
  const [first, second] = props.rows
  const isOne = first?.is === 'object' && !second
  return <Late onClose={props.onClose}>{isOne ? <OneDialog {...props} /> : <ManyDialog {...props} />}</Late>
}
