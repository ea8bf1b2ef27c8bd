import { CaretRightOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../copy/types.ts'
import { resume } from '../jobs/store.ts'
import type { JobView } from '../jobs/types.ts'

/** Whether a job waits for its files: another tab had them, or the browser asks for a click first. */
export function isAtFiles(problem: Problem | undefined): boolean {
  return problem?.code === 'FilesGone' || problem?.code === 'FilesLocked'
}

/** The way on for such a job: it is the click that browsers want. */
export function FilesAgain({ view }: { view: JobView }) {
  const { t } = useTranslation('panel')
  const isLocked = view.problem?.code === 'FilesLocked'
  const label = t(isLocked ? 'unlock' : 'chooseAgain')
  return (
    <Button
      type="primary"
      size="small"
      aria-label={label}
      title={label}
      icon={<CaretRightOutlined />}
      onClick={() => void (isLocked ? allow(view) : choose(view))}
    />
  )
}

async function allow({ id }: JobView): Promise<void> {
  const { unlock } = await import('../jobs/chosen.ts')
  if (await unlock(id)) await resume(id)
}

async function choose({ id, request }: JobView): Promise<void> {
  const { chooseAgain } = await import('../jobs/pick.ts')
  if (await chooseAgain(id, request)) await resume(id)
}
