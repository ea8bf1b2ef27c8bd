import { FireOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import { coldClasses } from '../../../engine/plan/restore.ts'
import type { ColdClass } from '../../../engine/types.ts'
import { readTasks, restoreArchived } from '../../../hosts/page/store.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { RestoreFields, useRestoring } from './RestoreFields.tsx'
import '../../../i18n/restore.ts'

/** The way on with what is archived: the job restores it, waits, and then does with it what was asked. */
export function OfferRestore({ view }: { view: JobView }) {
  const { t } = useTranslation('restore')
  const [isOpen, setOpen] = useState(false)
  const { data: classes } = useClasses(view)
  return (
    <div className="offer-restore">
      <Button size="small" icon={<FireOutlined aria-hidden />} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('offer')}
      </Button>
      {isOpen && classes && <OfferForm view={view} classes={classes} />}
    </div>
  )
}

function OfferForm({ view, classes }: { view: JobView; classes: ColdClass[] }) {
  const { t } = useTranslation('restore')
  const { t: why } = useObstacles()
  const form = useRestoring(classes)
  const send = () => form.restoring && restoreArchived(view.id, form.restoring)
  return (
    <section className="offer-form" aria-label={t('offerTitle')}>
      <p>{t('offerTitle')}</p>
      <RestoreFields form={form} />
      <ActionButton type="primary" obstacle={form.restoring ? undefined : why('wrong')} onClick={send}>
        {t(view.phase === 'review' ? 'offerAction' : 'offerStart')}
      </ActionButton>
    </section>
  )
}

/** Of the first thousand: what a form has to ask about. */
function useClasses({ id, groups }: JobView) {
  return useQuery({
    queryKey: ['archived', id, groups.archived?.count],
    queryFn: async () => {
      const tasks = await readTasks({ job: id, group: 'archived', from: 0, limit: 1000 })
      const found = new Set<string>(tasks.map(({ source }) => source.storageClass))
      return coldClasses.filter((name) => found.has(name))
    },
  })
}
