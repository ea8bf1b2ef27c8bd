import { CalendarOutlined, ClockCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../../../engine/keys.ts'
import type { Account, HeaderName, Ref } from '../../../oss/types.ts'
import { typeOfName } from '../suggestions.ts'
import {
  attachment,
  httpDate,
  isFalseEncoding,
  localDate,
  maxAgeOf,
  type Unit,
  unencodedFileName,
  units,
  withMaxAge,
} from './builders.ts'
import { firstBytesQuery } from './propertiesQuery.ts'

type HelpProps = { account: Account; at: Ref; value: string; onChange: (value: string) => void }

/** Below a field: what would fit it, and what is wrong with it though OSS takes it. */
export function HeaderHint({ header, ...props }: HelpProps & { header: HeaderName }) {
  if (header === 'Content-Type') return <TypeHint {...props} />
  if (header === 'Content-Disposition') return <DispositionHint {...props} />
  return header === 'Content-Encoding' && props.value !== '' ? <EncodingHint {...props} /> : null
}

/** Beside a field: what builds its value. */
export function HeaderBuilder({ header, value, onChange }: Omit<HelpProps, 'account' | 'at'> & { header: HeaderName }) {
  if (header === 'Cache-Control') return <MaxAge value={value} onChange={onChange} />
  return header === 'Expires' ? <Expires value={value} onChange={onChange} /> : null
}

function TypeHint({ at, value, onChange }: HelpProps) {
  const { t } = useTranslation('browser')
  const type = typeOfName(nameOf(at.key))
  if (!type || type === value) return null
  return <Fill onFill={() => onChange(type)}>{t('fill.type', { type })}</Fill>
}

function DispositionHint({ at, value, onChange }: HelpProps) {
  const { t } = useTranslation('browser')
  const bare = unencodedFileName(value)
  if (bare !== undefined)
    return (
      <span className="one-warn">
        {t('fill.bareName')} <Fill onFill={() => onChange(attachment(bare))}>{t('fill.repair')}</Fill>
      </span>
    )
  const name = nameOf(at.key)
  if (value === attachment(name)) return null
  return <Fill onFill={() => onChange(attachment(name))}>{t('fill.attachment', { name })}</Fill>
}

function EncodingHint({ account, at, value }: HelpProps) {
  const { t } = useTranslation('browser')
  const { data } = useQuery(firstBytesQuery(account, at))
  if (!data || !isFalseEncoding(value, data)) return null
  return <span className="one-warn">{t('fill.falseEncoding', { encoding: value.trim() })}</span>
}

function Fill({ onFill, children }: { onFill: () => void; children: ReactNode }) {
  return (
    <button type="button" className="one-fill" onClick={onFill}>
      {children}
    </button>
  )
}

function MaxAge({ value, onChange }: Pick<HelpProps, 'value' | 'onChange'>) {
  const { t } = useTranslation('browser')
  const [typed, setTyped] = useState<{ count: number; unit: Unit }>()
  const { count, unit } = typed ?? maxAgeOf(value) ?? { count: 1, unit: 'days' as const }
  const change = (now: { count: number; unit: Unit }) => {
    setTyped(now)
    onChange(withMaxAge(value, now.count * units[now.unit]))
  }
  return (
    <Built label={t('build.maxAge')} icon={<ClockCircleOutlined />}>
      <span className="one-build">
        <InputNumber
          aria-label={t('build.count')}
          min={0}
          max={100_000}
          precision={0}
          value={count}
          onChange={(now) => change({ count: now ?? 0, unit })}
        />
        <Select
          aria-label={t('build.unit')}
          value={unit}
          options={(['seconds', 'minutes', 'hours', 'days'] as const).map((one) => ({
            value: one,
            label: t(`build.${one}`, { count }),
          }))}
          onChange={(now) => change({ count, unit: now })}
        />
      </span>
    </Built>
  )
}

function Expires({ value, onChange }: Pick<HelpProps, 'value' | 'onChange'>) {
  const { t } = useTranslation('browser')
  return (
    <Built label={t('build.expires')} icon={<CalendarOutlined />}>
      <Input
        type="datetime-local"
        aria-label={t('build.expires')}
        value={localDate(value)}
        onChange={({ target }) => onChange(httpDate(target.value) ?? '')}
      />
    </Built>
  )
}

/** In the form itself, and Esc closes it alone; a list that is open in it goes first. */
function Built({ label, icon, children }: { label: string; icon: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    if (event.target instanceof Element && event.target.matches('[role="combobox"][aria-expanded="true"]')) return
    event.stopPropagation()
    setOpen(false)
    opener.current?.focus()
  }
  return (
    <>
      <Button
        ref={opener}
        type="text"
        icon={icon}
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={close}
      />
      {isOpen && (
        <fieldset className="one-built" onKeyDown={close}>
          <legend>{label}</legend>
          {children}
        </fieldset>
      )}
    </>
  )
}
