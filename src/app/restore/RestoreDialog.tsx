import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { coldClasses, isCold } from '../../engine/plan/restore.ts'
import type { ColdClass } from '../../engine/types.ts'
import { formatBytes, formatCount } from '../../i18n/format.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { RestoreFields, useRestoring } from '../jobs-panel/plan/RestoreFields.tsx'
import { type ObjectRow, type Row, totalsOf } from '../listing/rows.ts'
import { useSubmit } from '../requests/useSubmit.ts'

/** Makes archived objects readable for some days, as a job. What lies below prefixes is listed first, with its figures. */
export function RestoreDialog({ rows, sources, onClose }: DialogProps) {
  const { t } = useTranslation('restore')
  const { t: why } = useObstacles()
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const isOpen = totalsOf(rows).prefixes > 0
  const classes = useMemo(() => classesOf(rows), [rows])
  const form = useRestoring(classes)
  const submit = useSubmit()
  const title = t('what', { what })
  const send = () => {
    if (!form.restoring) return
    submit({ do: 'restore', sources, restore: form.restoring, ...(isOpen && { review: true }) }, title)
    onClose()
  }
  const obstacle = form.classes.length === 0 ? why('warm') : form.restoring ? undefined : why('wrong')
  return (
    <Dialog title={title} action={t('action')} obstacle={obstacle} onSubmit={send} onClose={onClose}>
      {form.classes.length === 0 ? (
        <Notice tone="plain">{t('none')}</Notice>
      ) : (
        <>
          <RestoreFields form={form} />
          <p className="dialog-note">{isOpen ? t('planFirst') : <RestoreCost rows={rows} />}</p>
          <p className="dialog-note">{t('watched')}</p>
        </>
      )}
    </Dialog>
  )
}

function RestoreCost({ rows: all }: { rows: readonly Row[] }) {
  const rows = useMemo(() => all.filter(isColdRow), [all])
  const { t, i18n } = useTranslation('restore')
  const objects = (count: number) => ({ count, objects: formatCount(count, i18n.language) })
  const readable = rows.filter(({ restore }) => restore && !restore.ongoing).length
  return (
    <>
      {t('costOf', { ...objects(rows.length), bytes: formatBytes(totalsOf(rows).bytes, i18n.language) })}{' '}
      {readable > 0 && t('prolongs', objects(readable))}
    </>
  )
}

/** Those of the chosen objects; below a prefix there may be any. */
function classesOf(rows: readonly Row[]): ColdClass[] {
  const isOpen = totalsOf(rows).prefixes > 0
  return coldClasses.filter((name) => isOpen || rows.some((row) => row.is === 'object' && row.storageClass === name))
}

function isColdRow(row: Row): row is ObjectRow {
  return row.is === 'object' && isCold(row.storageClass)
}
