import { useTranslation } from 'react-i18next'
import { undo } from '../../hosts/page/store.ts'
import { useJobs } from '../../hosts/page/views.ts'
import { message } from '../../ui/messages/messages.ts'
import { isOpen } from '../jobs-panel/job/jobState.ts'
import { undoable } from '../jobs-panel/job/undoable.ts'
import { notifyOf } from '../jobs-panel/showJob.ts'

/** Takes back the last job that was not taken back yet, or says why not. What is small and safe is undone at once; otherwise the plan is shown first. */
export function useUndo(): () => void {
  const { t } = useTranslation('browser')
  return () => {
    const { views } = useJobs.getState()
    const last = views.find((view) => undoable(view, views) || isOpen(view) || view.request.do === 'remove')
    if (!last) message.info(t('undo.none'))
    else if (undoable(last, views)) void undo(last)?.then(notifyOf)
    else message.warning(t(isOpen(last) ? 'undo.open' : 'undo.removed'))
  }
}
