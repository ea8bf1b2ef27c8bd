import { Button } from 'antd'
import { CopyError } from '../../engine/problem.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { OssError } from '../../oss/errors.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { VersionAction } from './useVersionActions.ts'

type VersionProblemProps = {
  error: Error | null
  action: VersionAction | undefined
  onDo: (action: VersionAction) => void
}

/** Why nothing was done with a version, and the way on where there is one. */
export function VersionProblem({ error, action, onDo }: VersionProblemProps) {
  const { t } = useWords()
  const isArchived = error instanceof OssError && error.code === 'InvalidObjectState'
  if (isArchived && (action?.do === 'restore' || action?.do === 'copy')) {
    const { version } = action
    const makeReadable = <Button onClick={() => onDo({ do: 'makeReadable', version })}>{t('thawVersion')}</Button>
    return (
      <Notice tone="danger" title={t('versionArchived')} action={makeReadable}>
        {t('versionArchivedNote')}
      </Notice>
    )
  }
  const isChanged = error instanceof CopyError && ['TargetExists', 'SourceChanged', 'CopyGone'].includes(error.code)
  if (!isChanged) return <WriteProblem error={error} />
  const words = action?.do === 'undelete' && error.code === 'CopyGone' ? 'nothingToUndelete' : 'versionChanged'
  return (
    <Notice tone="danger" title={t(words)}>
      {t(`${words}Note`)}
    </Notice>
  )
}
