import type { Listed } from '../../oss/types.ts'
import type { RowTexts } from './GridRow.tsx'

/** What is special about an object: its type, or that it sleeps in an archive. */
export function ObjectMark({ object, t }: { object: Listed } & Pick<RowTexts, 't'>) {
  const mark = markOf(object)
  return mark && <span className={`mark mark-${mark}`}>{t(`mark.${mark}`)}</span>
}

function markOf({ type, storageClass, restore }: Listed) {
  if (type === 'Appendable' || type === 'Symlink') return type
  if (!storageClass.endsWith('Archive')) return undefined
  if (!restore) return 'frozen'
  return restore.ongoing ? 'restoring' : 'restored'
}
