import { CodeOutlined, EllipsisOutlined, ExportOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { ossutilScript } from '../../../engine/plan/ossutil.ts'
import { writePlanFile } from '../../../engine/plan/planFile.ts'
import type { PortableRequest } from '../../../engine/types.ts'
import { message } from '../../../ui/messages/messages.ts'
import { saveAs } from '../../../ui/saveAs.ts'

/** Takes a job elsewhere: to a server's shell, or to `oss-ferry run`. */
export function JobExports({ request }: { request: PortableRequest }) {
  const { t } = useTranslation('panel')
  const copy = () =>
    navigator.clipboard.writeText(ossutilScript(request)).then(
      () => message.success(t('ossutilCopied')),
      () => message.error(t('ossutilRefused')),
    )
  const items = [
    { key: 'ossutil', icon: <CodeOutlined aria-hidden />, label: t('ossutil'), onClick: copy },
    {
      key: 'plan',
      icon: <ExportOutlined aria-hidden />,
      label: t('exportPlan'),
      onClick: () => saveAs(new Blob([writePlanFile(request)]), 'plan.json'),
    },
  ]
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items }}>
      <Button type="text" size="small" aria-label={t('exports')} title={t('exports')} icon={<EllipsisOutlined />} />
    </Dropdown>
  )
}
