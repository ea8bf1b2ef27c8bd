import { SwapOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { relayAppendable } from '../../../hosts/page/store.ts'
import { formatBytes } from '../../../i18n/format.ts'

/** The way on with what OSS won't copy: through this page, with what that costs. */
export function OfferRelay({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { bytes = 0 } = view.groups.appendable ?? {}
  return (
    <div className="offer-relay">
      <Button size="small" icon={<SwapOutlined aria-hidden />} onClick={() => void relayAppendable(view.id)}>
        {t('relay.offer')}
      </Button>
      <span>{t('relay.cost', { bytes: formatBytes(bytes, i18n.language) })}</span>
    </div>
  )
}
