import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { abortUploads, partsOf, type UploadParts } from '../../engine/single/abortUpload.ts'
import { formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Upload } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Window } from '../dialogs/Window.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import type { BucketRef } from '../requests/requests.ts'
import { uploadsQuery } from './versionQueries.ts'
import './versions.css'
import { modal } from '../../ui/messages/messages.ts'

/** A bucket may have ten thousands of them. */
const drawnAtOnce = 200

/** What was begun in this bucket and never completed. */
export function UploadsDialog({ account, home, onClose }: PlaceDialogProps) {
  const { t } = useWords()
  const { data, error, isPending, refetch } = useQuery(uploadsQuery(account, home))
  const { abort, ask, inUse } = useAbort(account, home)
  const [shown, setShown] = useState(drawnAtOnce)
  return (
    <Window title={t('uploads', { bucket: home.bucket })} width={680} onClose={onClose}>
      <p className="dialog-note">{t('uploadsNote')}</p>
      <WriteProblem error={abort.error} />
      {inUse.length > 0 && (
        <Notice tone="warn" title={t('uploadsInUse', { count: inUse.length })}>
          {inUse.map(({ key, uploadId }) => (
            <div key={uploadId}>{visible(key)}</div>
          ))}
        </Notice>
      )}
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton />}
      {data?.length === 0 && <p className="dialog-note">{t('noUploads')}</p>}
      <ul className="versions">
        {data?.slice(0, shown).map((upload) => (
          <UploadLine key={upload.uploadId} upload={upload} isBusy={abort.isPending} onAbort={() => ask([upload])} />
        ))}
      </ul>
      {data && data.length > shown && (
        <Button onClick={() => setShown(shown + drawnAtOnce)}>{t('moreVersions')}</Button>
      )}
      {data && data.length > 1 && (
        <Button danger loading={abort.isPending} onClick={() => ask(data)}>
          {t('abortAll')}
        </Button>
      )}
    </Window>
  )
}

function UploadLine({ upload, isBusy, onAbort }: { upload: Upload; isBusy: boolean; onAbort: () => void }) {
  const { t, i18n } = useWords()
  const { t: why } = useObstacles()
  const name = visible(upload.key)
  return (
    <li>
      <div className="version-words">
        <strong>{name}</strong>
        <span>{t('begun', { time: formatTime(upload.initiated, i18n.language) })}</span>
        <code>{upload.uploadId}</code>
      </div>
      <ActionButton
        size="small"
        danger
        obstacle={isBusy ? why('busy') : undefined}
        aria-label={t('abortOf', { name })}
        onClick={onAbort}
      >
        {t('abort')}
      </ActionButton>
    </li>
  )
}

function useAbort(account: Account, home: BucketRef) {
  const { t } = useWords()
  const client = useQueryClient()
  const at = { ...home, key: '' }
  const abort = useMutation({
    mutationFn: async ({ uploads, seen }: { uploads: readonly Upload[]; seen: Promise<UploadParts> }) =>
      abortUploads({ at, uploads, seen: await seen }, () => singleWorld(account)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.uploads(home) }),
  })
  const ask = (uploads: readonly Upload[]) => {
    // Whoever sends parts while the person thinks is using it.
    const unwanted = new AbortController()
    const seen = partsOf({ at, uploads }, singleWorld(account), unwanted.signal)
    // A failure is told by the abort, which waits for it.
    seen.catch(() => {})
    void modal.confirm({
      title: t('abortAsk', { count: uploads.length }),
      content: t('abortNote'),
      okText: t('abort'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: () => abort.mutate({ uploads, seen }),
      onCancel: () => unwanted.abort(),
    })
  }
  return { abort, ask, inUse: abort.data ?? [] }
}
