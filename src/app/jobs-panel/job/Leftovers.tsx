import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { cancel } from '../../../hosts/page/store.ts'
import { explain } from '../../../i18n/explain.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { LackedRights } from '../tasks/LackedRights.tsx'

/** What an ended job had begun and could not clear away, and why. One that was cancelled can try again; another does when its objects do. */
export function Leftovers({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const { t: look } = useTranslation('look')
  const count = leftBy(view)
  if (count === 0) return null
  const retry = (
    <Button size="small" onClick={() => void cancel(view.id)}>
      {look('retry')}
    </Button>
  )
  return (
    <Notice tone="warn" title={t('cancelled.uploads', { count })} action={view.phase === 'cancelled' && retry}>
      <Why view={view} />
    </Notice>
  )
}

function Why({ view }: { view: JobView }) {
  const { t } = useTranslation('errors')
  if (!view.left?.count) return null
  const { sample } = view.left
  return (
    <>
      {explain(sample, t).advice}
      {sample.lacks && <LackedRights view={view} of="left" sample={sample.lacks} />}
    </>
  )
}

function leftBy({ phase, unfinished, left }: JobView): number {
  if (phase === 'cancelled') return unfinished
  return phase === 'finished' ? (left?.count ?? 0) : 0
}
