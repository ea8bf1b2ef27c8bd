import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { keepAcl } from '../../../hosts/page/store.ts'
import { formatCount } from '../../../i18n/format.ts'
import { aclRequests } from './extraRequests.ts'

/** Reading each object's own ACL is the one cost of a plan that a person can leave out. */
export function KeepAcl({ view }: { view: JobView }) {
  const { t, i18n } = useTranslation('panel')
  const { request, id } = view
  if (request.do !== 'copy' || view.counts.waiting === 0) return null
  const count = aclRequests({ ...view, request: { ...request, keepAcl: true } })
  return (
    <Checkbox checked={request.keepAcl} onChange={({ target }) => keepAcl(id, target.checked)}>
      {t('plan.acl', { count, requests: formatCount(count, i18n.language) })}
    </Checkbox>
  )
}
