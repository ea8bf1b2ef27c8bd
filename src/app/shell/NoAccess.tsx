import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { explain } from '../../i18n/explain.ts'
import { Notice } from '../../ui/notices/Notice.tsx'

/** That the gateway does not let this tab in any more, and how it does again. */
export function NoAccess({ code }: { code: string }) {
  const { t } = useTranslation('errors')
  const { title, advice } = explain({ code, message: '' }, t)
  const open = (
    <Button href="/" target="_blank" rel="noopener">
      {t('noAccess.open')}
    </Button>
  )
  return (
    <div className="shut-out">
      <Notice tone="danger" title={title} action={code === 'NoAccessToken' && open}>
        {advice}
      </Notice>
    </div>
  )
}
