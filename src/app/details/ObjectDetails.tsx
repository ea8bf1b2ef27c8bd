import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { parentOf } from '../../engine/keys.ts'
import { formatBytes, formatCount, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useReason } from '../../i18n/useReason.ts'
import { visible } from '../../i18n/visible.ts'
import { OssError } from '../../oss/errors.ts'
import type { Ref } from '../../oss/types.ts'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { formatOssPath } from '../address/ossPath.ts'
import { hasDotLevel } from '../create/names.ts'
import { ObjectIcon } from '../listing/icons.tsx'
import type { Row } from '../listing/rows.ts'
import { useAccount, useHashIn } from '../places/account.ts'
import { useBucketRef } from '../places/panes/bucket.ts'
import { headQuery, type ShownHead } from '../queries/queries.ts'
import { ossOf } from '../queries/remote.ts'
import { AclFact } from './AclFact.tsx'
import { ClassFact } from './ClassFact.tsx'
import type { DetailsProps } from './DetailsDock.tsx'
import { bucketInfoQuery, symlinkQuery, versionCountQuery } from './detailQueries.ts'
import { Fact } from './Fact.tsx'
import { Metadata } from './Metadata.tsx'
import { TagsFact } from './TagsFact.tsx'

type ObjectRow = Extract<Row, { is: 'object' }>
type Props = Omit<DetailsProps, 'rows'> & { row: ObjectRow }

const watchEvery = 5000

/** All that HeadObject and its companions tell of one object; what can be changed is changed here. */
export function ObjectDetails({ row, openDialog }: Props) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const home = useBucketRef()
  const at = { ...home, key: row.key }
  const isLink = row.type === 'Symlink'
  const {
    data: head,
    error,
    refetch,
  } = useQuery({
    ...headQuery(account, at),
    enabled: !isLink,
    refetchInterval: ({ state }) => (state.data?.restore?.ongoing ? watchEvery : false),
  })
  return (
    <>
      <h3 className="details-name">
        <ObjectIcon name={row.name} />
        <span>{visible(row.name)}</span>
      </h3>
      <dl className="facts">
        <ListedFacts row={row} head={head} />
        {!isLink && <RestoreFact row={row} head={head} onRestore={() => openDialog('restore')} />}
        {isLink ? (
          <TargetFact at={at} />
        ) : (
          <>
            <ClassFact at={at} head={head} />
            <AclFact at={at} />
            <TagsFact at={at} />
          </>
        )}
        <VersionsFact at={at} onShow={() => openDialog('versions')} />
        <Sums row={row} head={head} />
        <Addresses at={at} />
      </dl>
      <Button className="details-action" icon={<DownloadOutlined aria-hidden />} onClick={() => openDialog('download')}>
        {t('download')}
      </Button>
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {head && <Metadata head={head} onEdit={() => openDialog('metadata')} />}
    </>
  )
}

function ListedFacts({ row, head }: { row: ObjectRow; head: ShownHead | undefined }) {
  const { t, i18n } = useWords()
  const { language } = i18n
  const size = head?.size ?? row.size
  return (
    <>
      <Fact name={t('size')}>
        {formatBytes(size, language)}
        {size >= 1024 && <small>{t('bytes', { count: size, formatted: formatCount(size, language) })}</small>}
      </Fact>
      <Fact name={t('type')}>{t(`type.${row.type}`)}</Fact>
      <Fact name={t('modified')}>{formatTime(head?.modified ?? row.modified, language)}</Fact>
      {head?.encryption && <Fact name={t('encryption')}>{head.encryption.algorithm}</Fact>}
    </>
  )
}

function RestoreFact({ row, head, onRestore }: { row: ObjectRow; head: ShownHead | undefined; onRestore: () => void }) {
  const { t, i18n } = useWords()
  const { storageClass, restore } = head ?? row
  if (!storageClass.endsWith('Archive')) return null
  const until = restore?.until === undefined ? '' : formatTime(restore.until, i18n.language)
  const words = restore ? (restore.ongoing ? t('restoring') : t('restoredUntil', { time: until })) : t('frozen')
  return (
    <Fact name={t('restoreState')}>
      <span role="status">{words}</span>
      {!restore?.ongoing && (
        <Button size="small" onClick={onRestore}>
          {t('restore')}…
        </Button>
      )}
    </Fact>
  )
}

function TargetFact({ at }: { at: Ref }) {
  const account = useAccount()
  const hashIn = useHashIn()
  const { t } = useWords()
  const reason = useReason()
  const { data: target, error } = useQuery(symlinkQuery(account, at))
  const there = useQuery({ ...headQuery(account, { ...at, key: target ?? '' }), enabled: target !== undefined })
  if (error) return <Fact name={t('target')}>{t('unreadable', { reason: reason(error) })}</Fact>
  if (target === undefined) return <Fact name={t('target')}>…</Fact>
  return (
    <Fact name={t('target')} copy={target}>
      <code>{visible(target)}</code>
      {isGone(there.error) ? (
        <span className="details-warn">{t('targetGone')}</span>
      ) : (
        <a href={hashIn({ bucket: at.bucket, prefix: parentOf(target) })}>{t('goToTarget')}</a>
      )}
    </Fact>
  )
}

function isGone(error: Error | null): boolean {
  return error instanceof OssError && error.status === 404
}

function VersionsFact({ at, onShow }: { at: Ref; onShow: () => void }) {
  const account = useAccount()
  const { t } = useWords()
  const reason = useReason()
  const info = useQuery(bucketInfoQuery(account, at))
  const count = useQuery({ ...versionCountQuery(account, at), enabled: info.data?.versioning !== undefined })
  const error = info.error ?? count.error
  if (error) return <Fact name={t('versions')}>{t('unreadable', { reason: reason(error) })}</Fact>
  if (!info.data) return <Fact name={t('versions')}>…</Fact>
  if (!info.data.versioning) return <Fact name={t('versions')}>{t('notVersioned')}</Fact>
  return (
    <Fact name={t('versions')}>
      {count.data === undefined ? '…' : t('versionCount', { count: count.data })}
      <Button size="small" onClick={onShow}>
        {t('versions')}…
      </Button>
    </Fact>
  )
}

function Sums({ row, head }: { row: ObjectRow; head: ShownHead | undefined }) {
  const etag = head?.etag ?? row.etag
  return (
    <>
      <Fact name="ETag" copy={etag}>
        <code>{etag}</code>
      </Fact>
      {head?.crc64 && (
        <Fact name="CRC64" copy={head.crc64}>
          <code>{head.crc64}</code>
        </Fact>
      )}
    </>
  )
}

function Addresses({ at }: { at: Ref }) {
  const account = useAccount()
  const { t } = useWords()
  const address = formatOssPath(at.bucket, at.key)
  const url = ossOf(account).publicUrl({ at })
  return (
    <>
      <Fact name={t('address')} copy={address}>
        <code>{visible(address)}</code>
      </Fact>
      {hasDotLevel(at.key) ? (
        <Fact name={t('url')}>{t('dotUrl')}</Fact>
      ) : (
        <Fact name={t('url')} copy={url}>
          <code>{url}</code>
        </Fact>
      )}
    </>
  )
}
