import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobRequest, JobView } from '../../../engine/jobs/types.ts'
import { cancel } from '../../../hosts/page/store.ts'
import { formatCount } from '../../../i18n/format.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'

function staysOf(request: JobRequest) {
  if (request.do === 'copy') return request.removeSource ? 'move' : 'copy'
  return request.do === 'change' || request.do === 'restore' ? request.do : 'rest'
}

type AskCancelProps = { view: JobView; onClose: () => void }

/** Cancelling is for good, so it says first what stays. */
export function AskCancel({ view, onClose }: AskCancelProps) {
  const { t, i18n } = useTranslation('panel')
  const { request, counts, id } = view
  const stays = staysOf(request)
  const onCancel = () => {
    void cancel(id)
    onClose()
  }
  return (
    <div className="job-below">
      <Notice
        tone="warn"
        title={t('ask.title')}
        action={
          <div className="job-answers">
            <Button size="small" autoFocus onClick={onClose}>
              {t('ask.keep')}
            </Button>
            <Button size="small" danger type="primary" onClick={onCancel}>
              {t('cancel')}
            </Button>
          </div>
        }
      >
        {t(`ask.${stays}`, { done: formatCount(counts.done, i18n.language) })}
      </Notice>
    </div>
  )
}
