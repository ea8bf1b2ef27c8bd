import { CaretRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { JobView } from '../../../engine/jobs/types.ts'
import type { Problem } from '../../../engine/types.ts'
import { resume } from '../../../hosts/page/store.ts'
import { loadPart } from '../../../ui/loadPart.ts'

/** Whether a job waits for its files: another tab had them, or the browser asks for a click first. */
export function lacksFiles(problem: Problem | undefined): boolean {
  return problem?.code === 'FilesGone' || problem?.code === 'FilesLocked'
}

/** The way on for such a job: it is the click that browsers want. */
export function RegainFiles({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const isLocked = view.problem?.code === 'FilesLocked'
  const label = t(isLocked ? 'unlock' : 'chooseAgain')
  return (
    <Button
      type="primary"
      size="small"
      aria-label={label}
      title={label}
      icon={<CaretRightOutlined aria-hidden />}
      onClick={() => void (isLocked ? allow(view) : choose(view))}
    />
  )
}

async function allow({ id }: JobView): Promise<void> {
  const { unlock } = await loadPart(() => import('../../../hosts/page/chosen.ts'))
  if (await unlock(id)) await resume(id)
}

async function choose({ id, request }: JobView): Promise<void> {
  const { chooseAgain } = await loadPart(() => import('../../../hosts/page/pick.ts'))
  if (await chooseAgain(id, request)) await resume(id)
}
