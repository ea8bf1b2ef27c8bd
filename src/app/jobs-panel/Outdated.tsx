import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notices/Notice.tsx'

/** Another tab runs a newer Ferry; what this one would still ask for, nobody hears. */
export function Outdated() {
  const { t } = useTranslation('panel')
  const reload = (
    <Button size="small" type="primary" onClick={() => location.reload()}>
      {t('outdated.reload')}
    </Button>
  )
  return (
    <Notice tone="danger" title={t('outdated')} action={reload}>
      {t('outdated.why')}
    </Notice>
  )
}
