import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isPrefix } from '../../engine/keys.ts'
import { commonBase } from '../../engine/plan/check.ts'
import { formatBytes, formatCount } from '../../i18n/format.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { visible } from '../../i18n/visible.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { totalsOf } from '../listing/rows.ts'
import { measure, measureOf, useMeasures } from '../measure/measures.ts'
import { sumOf } from '../measure/sumOf.ts'
import { useSubmit } from '../requests/useSubmit.ts'
import '../../i18n/removal.ts'

/** Says what deleting means here, before it becomes a job. */
export function RemoveDialog({ account, home, rows, sources, onClose }: DialogProps) {
  const { t } = useTranslation('browser')
  const submit = useSubmit()
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const { data: info, refetch } = useQuery({ ...bucketInfoQuery(account, home), staleTime: 0 })
  const keeps = info?.versioning === 'Enabled'
  const isCool = totalsOf(rows).cool > 0
  const action = t('removeWhat', { what })
  const send = async () => {
    // Nobody deletes for good because they read a minute ago that it can be brought back.
    if (keeps && (await refetch()).data?.versioning !== 'Enabled') return
    submit({ do: 'remove', sources }, action)
    onClose()
  }
  return (
    <Dialog title={action} action={action} isFinal={!keeps} onSubmit={() => void send()} onClose={onClose}>
      <Names rows={rows} />
      <Outlook isKnown={info !== undefined} keeps={keeps} />
      <Below account={account} home={home} rows={rows} />
      {isCool && <p className="dialog-note dialog-warn">{t('removeFee')}</p>}
    </Dialog>
  )
}

/** Whether it can be had back. Nothing is said of the bucket before it was looked at. */
function Outlook({ isKnown, keeps }: { isKnown: boolean; keeps: boolean }) {
  const { t } = useTranslation('browser')
  const outlook = keeps ? 'removeKept' : isKnown ? 'removeGone' : 'removeUnknown'
  return (
    <Notice tone={keeps ? 'plain' : 'warn'} title={t(outlook)}>
      {t(`${outlook}Note`)}
    </Notice>
  )
}

const mostNames = 5

/** With the folders in which they were found: one name may be in many. */
function Names({ rows }: Pick<DialogProps, 'rows'>) {
  const { t, i18n } = useTranslation('browser')
  const more = rows.length - mostNames
  const base = useMemo(() => commonBase(rows), [rows])
  return (
    <ul className="dialog-names">
      {rows.slice(0, mostNames).map(({ key }) => (
        <li key={key}>
          <bdi>{visible(key.slice(base.length))}</bdi>
        </li>
      ))}
      {more > 0 && <li>{t('andMore', { count: more, formatted: formatCount(more, i18n.language) })}</li>}
    </ul>
  )
}

/** What a prefix takes with it, counted while one thinks. */
function Below({ account, home, rows }: Pick<DialogProps, 'account' | 'home' | 'rows'>) {
  const { t, i18n } = useTranslation('browser')
  const prefixes = useMemo(
    () => rows.filter(({ key }) => isPrefix(key)).map(({ key }) => ({ ...home, key })),
    [home, rows],
  )
  const first = useRef(prefixes)
  useEffect(() => measure(account, first.current), [account])
  const of = useMeasures((measures) => measures.of)
  if (prefixes.length === 0) return null
  const { objects, bytes, state } = sumOf(
    prefixes.map((at) => measureOf(of, at)),
    rows,
  )
  const figures = { objects: formatCount(objects, i18n.language), bytes: formatBytes(bytes, i18n.language) }
  return (
    <p className="dialog-note" role="status">
      {t('removePrefix', { count: prefixes.length })}{' '}
      {(state === 'done' || state === 'walking') && (
        <strong>{t(state === 'done' ? 'removeSum' : 'removeSumYet', { count: objects, ...figures })}</strong>
      )}
    </p>
  )
}
