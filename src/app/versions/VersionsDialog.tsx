import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useCallback, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Version } from '../../oss/types.ts'
import { late } from '../../ui/late.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { formatOssPath } from '../address/ossPath.ts'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { LazyDialog } from '../dialogs/LazyDialog.tsx'
import { Window } from '../dialogs/Window.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { useVersionActions, type VersionAction } from './useVersionActions.ts'
import { VersionLine } from './VersionLine.tsx'
import { VersionProblem } from './VersionProblem.tsx'
import { versionsQuery } from './versionQueries.ts'
import './versions.css'

const none: Version[] = []
const Bucket = late(async () => (await import('../buckets/BucketDialog.tsx')).BucketDialog)

/** The versions and delete markers of one object, or of everything below a prefix. */
export function VersionsDialog({ account, home, prefix, onClose }: PlaceDialogProps) {
  const { t } = useWords()
  const at = { ...home, key: prefix }
  const { data: info } = useQuery(bucketInfoQuery(account, home))
  const { data, error, isPending, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(versionsQuery(account, at))
  const actions = useVersionActions(account, at)
  const versions = useMemo(() => data?.pages.flatMap((page) => page.versions) ?? [], [data])
  // In slices: a page has 500 lines of many parts, and a key or a click goes before them.
  const drawn = useDeferredValue(versions, none)
  const act = useAct(actions.mutate, drawn)
  const title = t('versionsOf', { place: visible(formatOssPath(home.bucket, prefix)) })
  return (
    <Window title={title} width={760} onClose={onClose}>
      {info && info.versioning !== 'Enabled' && (
        <Notice tone="plain" action={<Settings account={account} home={home} prefix={prefix} />}>
          {t(info.versioning ? 'versionsSuspended' : 'versionsOff')}
        </Notice>
      )}
      <VersionProblem error={actions.error} action={actions.variables} onDo={act} />
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data && versions.length === 0 && <p className="dialog-note">{t('noVersions')}</p>}
      <ul className="versions">
        {drawn.map((version) => (
          <VersionLine
            key={`${version.key}\n${version.versionId}`}
            account={account}
            home={home}
            version={version}
            prefix={prefix}
            isVersioned={info?.versioning !== undefined}
            isBusy={actions.isPending}
            onDo={act}
          />
        ))}
      </ul>
      {hasNextPage && <Button onClick={() => void fetchNextPage()}>{t('moreVersions')}</Button>}
      {info?.versioning === 'Enabled' && <p className="dialog-note">{t('restoreVersionNote')}</p>}
    </Window>
  )
}

/**
 * What is current is what the person saw. Stays the same function: lines that were drawn before are not drawn again with each page that is
 * read.
 */
function useAct(mutate: (action: VersionAction) => void, drawn: Version[]): (action: VersionAction) => void {
  const shown = useRef(drawn)
  useLayoutEffect(() => {
    shown.current = drawn
  })
  return useCallback(
    (action) => {
      const currentOf = ({ key }: Version) => shown.current.find((each) => each.key === key && each.isLatest)
      mutate(action.do === 'restore' ? { ...action, current: currentOf(action.version) } : action)
    },
    [mutate],
  )
}

/** Over the versions, which stay: what it says of the bucket follows what is set there. */
function Settings(at: Omit<PlaceDialogProps, 'onClose'>) {
  const { t } = useTranslation('browser')
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('place.bucketSettings')}
      </Button>
      {isOpen && (
        <LazyDialog onClose={close}>
          <Bucket {...at} onClose={close} />
        </LazyDialog>
      )}
    </>
  )
}
