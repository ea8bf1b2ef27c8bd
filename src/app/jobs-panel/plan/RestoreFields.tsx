import { Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { offers } from '../../../engine/plan/restore.ts'
import type { ColdClass, Restoring } from '../../../engine/types.ts'
import { Field } from '../../../ui/fields/Field.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { daysOf, mostDays } from './restoreDays.ts'
import '../../../i18n/restore.ts'

const usual: Restoring['tiers'] = { Archive: 'Standard', ColdArchive: 'Standard', DeepColdArchive: 'Standard' }

/** What a person says to a restore of these classes. `restoring` is undefined while it is not possible as typed. */
export function useRestoring(classes: readonly ColdClass[]) {
  const [days, setDays] = useState('1')
  const [tiers, setTiers] = useState(usual)
  const most = mostDays(classes)
  const wanted = daysOf(days, most)
  const restoring: Restoring | undefined = wanted === undefined ? undefined : { days: wanted, tiers }
  return { classes, most, days, setDays, tiers, setTiers, restoring }
}

/** For how long, and how fast; and what it costs. */
export function RestoreFields({ form }: { form: ReturnType<typeof useRestoring> }) {
  const { t } = useTranslation('restore')
  const { classes, most, days, setDays, tiers, setTiers, restoring } = form
  const isMixed = classes.includes('Archive') && most > offers.Archive.days
  return (
    <>
      <Field
        label={t('days')}
        hint={t(isMixed ? 'daysArchive' : 'daysHint', { most })}
        problem={restoring ? undefined : t('daysWrong', { most })}
      >
        {(control) => (
          <Input {...control} inputMode="numeric" value={days} onChange={({ target }) => setDays(target.value)} />
        )}
      </Field>
      {classes.map((name) => (
        <Tier key={name} of={name} value={tiers[name]} onChange={(tier) => setTiers({ ...tiers, [name]: tier })} />
      ))}
      <Notice tone="warn" title={t('costTitle')}>
        {t('cost')}
      </Notice>
    </>
  )
}

type TierProps = { of: ColdClass; value: Restoring['tiers'][ColdClass]; onChange: (tier: TierProps['value']) => void }

function Tier({ of, value, onChange }: TierProps) {
  const { t } = useTranslation('restore')
  const options = offers[of].tiers.map((tier) => ({
    value: tier,
    label: t(`tier.${of}.${tier}` as 'tier.ColdArchive.Bulk'),
  }))
  return (
    <Field label={t(`tierOf.${of}`)}>
      {({ status: _, ...control }) => <Select {...control} value={value} onChange={onChange} options={options} />}
    </Field>
  )
}
