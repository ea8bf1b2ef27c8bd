import { Input, Select } from 'antd'
import { useState } from 'react'
import { Field } from '../../look/Field.tsx'
import { Notice } from '../../look/Notice.tsx'
import { formatCount } from '../../words/format.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { useWords } from '../objectWords.ts'
import type { Row } from '../rows.ts'
import { useWhat } from '../useWhat.ts'
import { type ColdClass, canBeRestored, coldClasses, daysOf, mostDays, offers, usualTiers } from './restorePlan.ts'
import { type Outcome, useRestore } from './useRestore.ts'

/** Makes archived objects readable for some days. Prefixes are walked: all that is archived below them. */
export function RestoreDialog(props: DialogProps) {
  const { rows, onClose } = props
  const { t } = useWords()
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const classes = classesOf(rows)
  const most = mostDays(classes)
  const [text, setText] = useState('1')
  const [tiers, setTiers] = useState(usualTiers)
  const restore = useRestore(props)
  const days = daysOf(text, most)
  const send = () => {
    if (restore.data) onClose()
    else if (days)
      restore.mutate(
        { days, tiers },
        { onSuccess: ({ failed, begun }) => failed === 0 && begun.length > 0 && onClose() },
      )
  }
  return (
    <Dialog
      title={t('restoreWhat', { what })}
      action={t(restore.data ? 'close' : 'restore')}
      isImpossible={classes.length === 0 || restore.isPending}
      onSubmit={send}
      onClose={onClose}
    >
      {classes.length === 0 && <Notice tone="plain">{t('restoreNone')}</Notice>}
      <Field
        label={t('days')}
        hint={t('daysHint', { most })}
        problem={days === undefined ? t('days.wrong', { most }) : undefined}
      >
        {(control) => (
          <Input {...control} inputMode="numeric" value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {classes.map((name) => (
        <TierField
          key={name}
          storageClass={name}
          value={tiers[name]}
          onChange={(tier) => setTiers({ ...tiers, [name]: tier })}
        />
      ))}
      <p className="dialog-note">{t('restoreCost')}</p>
      <WriteProblem error={restore.error} />
      {restore.data && <Result {...restore.data} />}
    </Dialog>
  )
}

/** Those of the chosen objects; below a prefix there may be any. */
function classesOf(rows: readonly Row[]): ColdClass[] {
  const isOpen = rows.some(({ is }) => is === 'prefix')
  const found = new Set<string>(
    rows.flatMap((row) => (row.is === 'object' && canBeRestored(row) ? [row.storageClass] : [])),
  )
  return coldClasses.filter((name) => isOpen || found.has(name))
}

type TierFieldProps = {
  storageClass: ColdClass
  value: (typeof usualTiers)[ColdClass]
  onChange: (tier: TierFieldProps['value']) => void
}

function TierField({ storageClass, value, onChange }: TierFieldProps) {
  const { t } = useWords()
  const options = offers[storageClass].tiers.map((tier) => ({
    value: tier,
    label: t(`tier.${storageClass}.${tier}` as 'tier.ColdArchive.Bulk'),
  }))
  return (
    <Field label={t('tierOf', { class: t(`class.${storageClass}`) })}>
      {({ status: _, ...control }) => <Select {...control} value={value} onChange={onChange} options={options} />}
    </Field>
  )
}

function Result({ begun, failed, problem }: Outcome) {
  const { t, i18n } = useWords()
  const { length } = begun
  return (
    <>
      <Notice tone="plain">
        {length + failed === 0
          ? t('restoreNone')
          : t('restoreAsked', { count: length, formatted: formatCount(length, i18n.language) })}
      </Notice>
      {failed > 0 && <Notice tone="warn" title={t('restoreFailed', { count: failed })} />}
      <WriteProblem error={problem ?? null} />
    </>
  )
}
