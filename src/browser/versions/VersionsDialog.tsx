import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Notice } from '../../look/Notice.tsx'
import { formatOssPath } from '../../session/ossPath.ts'
import { visible } from '../../words/visible.ts'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { Window } from '../dialogs/Window.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { HereProps } from '../here/HereDialogs.tsx'
import { useWords } from '../objectWords.ts'
import { QueryProblem } from '../QueryProblem.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { useVersionActions } from './useVersionActions.ts'
import { VersionLine } from './VersionLine.tsx'
import { versionsQuery } from './versionQueries.ts'
import './versions.css'

/** The versions and delete markers of one object, or of everything below a prefix. */
export function VersionsDialog({ account, home, prefix, onClose }: HereProps) {
  const { t } = useWords()
  const at = { ...home, key: prefix }
  const { data: info } = useQuery(bucketInfoQuery(account, home))
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(versionsQuery(account, at))
  const actions = useVersionActions(account, at)
  const versions = data?.pages.flatMap((page) => page.versions) ?? []
  const title = t('versionsOf', { place: visible(formatOssPath(home.bucket, prefix)) })
  return (
    <Window title={title} width={760} onClose={onClose}>
      {info && info.versioning !== 'Enabled' && (
        <Notice tone="plain">{t(info.versioning ? 'versionsSuspended' : 'versionsOff')}</Notice>
      )}
      <WriteProblem error={actions.error} />
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data && versions.length === 0 && <p className="dialog-note">{t('noVersions')}</p>}
      <ul className="versions">
        {versions.map((version) => (
          <VersionLine
            key={`${version.key}\n${version.versionId}`}
            version={version}
            prefix={prefix}
            isBusy={actions.isPending}
            onDo={actions.mutate}
          />
        ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('moreVersions')}</Button>}
      {info?.versioning && <p className="dialog-note">{t('restoreVersionNote')}</p>}
    </Window>
  )
}
