import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { keepEncryption } from '../../../hosts/page/store.ts'
import { formatCount } from '../../../i18n/format.ts'
import { encryptionRequests } from './extraRequests.ts'

/** Shown where there is encryption to keep. */
export function KeepEncryption({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  if (view.keepEncryption === undefined || view.counts.waiting === 0) return null
  const count = encryptionRequests({ ...view, keepEncryption: true })
  return (
    <Checkbox checked={view.keepEncryption} onChange={({ target }) => keepEncryption(view.id, target.checked)}>
      {t('plan.encryption', { count, requests: formatCount(count, i18n.language) })}
    </Checkbox>
  )
}
