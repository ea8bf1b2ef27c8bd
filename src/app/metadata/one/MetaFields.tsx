import { PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { metaLimit } from '../../../engine/plan/check.ts'
import { formatCount } from '../../../i18n/format.ts'
import { RemoveButton } from '../../../ui/fields/RemoveButton.tsx'
import {
  changedPair,
  guessedEncoding,
  losesSpace,
  type MetadataForm,
  type Pair,
  pairProblem,
  usedBytes,
  withoutPair,
  withPair,
} from './metadataForm.ts'

type MetaFieldsProps = { form: MetadataForm; onChange: (form: MetadataForm) => void }

/** Any number of `x-oss-meta-*` pairs, and how much of their 8 KiB is used. */
export function MetaFields({ form, onChange }: MetaFieldsProps) {
  const { t } = useTranslation('browser')
  return (
    <section className="metadata-section">
      <div className="metadata-title">
        <h3>{t('metaTitle')}</h3>
        <Meter used={usedBytes(form)} />
      </div>
      {form.pairs.map((pair, n) => (
        <PairFields
          key={pair.id}
          pair={pair}
          n={n + 1}
          problem={pairProblem(form, pair)}
          onChange={(changed) => onChange(changedPair(form, changed))}
          onRemove={() => onChange(withoutPair(form, pair.id))}
        />
      ))}
      <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => onChange(withPair(form))}>
        {t('addMeta')}
      </Button>
    </section>
  )
}

function Meter({ used }: { used: number }) {
  const { t, i18n } = useTranslation('browser')
  const isTooMuch = used > metaLimit
  const words = t('metaMeter', {
    used: formatCount(used, i18n.language),
    limit: formatCount(metaLimit, i18n.language),
  })
  return (
    <span className={isTooMuch ? 'meter meter-over' : 'meter'} role={isTooMuch ? 'alert' : undefined}>
      {isTooMuch && `${t('meta.tooMuch')} · `}
      {words}
      <meter aria-label={words} min={0} max={metaLimit} value={Math.min(used, metaLimit)} />
    </span>
  )
}

type PairFieldsProps = {
  pair: Pair
  n: number
  problem: ReturnType<typeof pairProblem>
  onChange: (pair: Pair) => void
  onRemove: () => void
}

function PairFields({ pair, n, problem, onChange, onRemove }: PairFieldsProps) {
  const { t } = useTranslation('browser')
  const id = useId()
  const encoding = guessedEncoding(pair.value, pair.stored?.value)
  const hint = encoding ? t('meta.notUtf8', { encoding }) : losesSpace(pair.value) && t('meta.edgeSpace')
  return (
    <div className="pair">
      <div className="pair-name">
        <Input
          prefix={<span className="pair-prefix">x-oss-meta-</span>}
          // A pair that was just added is what the person wants to type.
          autoFocus={pair.name === ''}
          aria-label={t('metaNameNth', { n })}
          aria-describedby={id}
          aria-invalid={problem !== undefined}
          status={problem ? 'error' : ''}
          placeholder={t('metaName')}
          value={pair.name}
          spellCheck={false}
          onChange={(event) => onChange({ ...pair, name: event.target.value })}
        />
        <div id={id} className={problem ? 'field-problem' : 'field-hint'} aria-live="polite">
          {problem ? t(`meta.${problem}`) : hint}
        </div>
      </div>
      <Input
        aria-label={t('metaValueNth', { n })}
        aria-describedby={id}
        placeholder={t('metaValue')}
        value={pair.value}
        onChange={(event) => onChange({ ...pair, value: event.target.value })}
      />
      <RemoveButton label={t('removeMeta', { name: pair.name })} onRemove={onRemove} />
    </div>
  )
}
