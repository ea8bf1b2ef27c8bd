import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../i18n/format.ts'
import type { Row } from '../listing/rows.ts'
import { relayedSize } from './transfer.ts'

type RelayFieldProps = {
  rows: readonly Row[]
  isChosen: boolean
  /** Why choosing the place has switched it on. */
  because: string | undefined
  onChange: (isChosen: boolean) => void
}

/** The way round what OSS won't copy: chosen here or with a place that needs it, with what it costs. */
export function RelayField({ rows, isChosen, because, onChange }: RelayFieldProps) {
  const { t, i18n } = useTranslation('browser')
  const bytes = relayedSize(rows)
  const size = bytes === undefined ? t('relayAll') : formatBytes(bytes, i18n.language)
  return (
    <div>
      <Checkbox checked={isChosen} onChange={(event) => onChange(event.target.checked)}>
        {t('relay')}
      </Checkbox>
      <p className="dialog-note dialog-indent" role="status">
        {because && <strong>{because} </strong>}
        {t('relayHint', { size })}
      </p>
    </div>
  )
}
