import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { useBlobUrl } from '../../ui/blobUrl.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { integrityOf } from './integrity.ts'
import type { KnownObject } from './objectBytes.ts'
import { bytesQuery } from './previewQueries.ts'
import { SvgView } from './SvgView.tsx'

type MediaViewProps = {
  account: Account
  at: Ref
  head: KnownObject
  kind: 'image' | 'svg' | 'video' | 'audio'
  type: string
}

/** Bytes shown as what their name says, never as what the object says. A drawing is painted: nothing of it is a document of this page. */
export function MediaView({ account, at, head, kind, type }: MediaViewProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(bytesQuery(account, { at, head }))
  const soundness = useSoundness(data, type)
  const isShown = kind !== 'svg' && soundness && soundness !== 'playlist'
  const url = useBlobUrl(isShown ? data : undefined, type)
  const name = visible(nameOf(at.key))
  if (error) return <QueryProblem error={error} onRetry={() => void refetch()} />
  if (kind === 'svg') return data ? <SvgView bytes={data} name={name} /> : <Skeleton />
  if (soundness === 'playlist') return <Notice tone="warn">{t('brokenMedia')}</Notice>
  if (!url) return <Skeleton />
  return (
    <>
      {soundness === 'cut' && <Notice tone="warn">{t('cutOff')}</Notice>}
      <Media kind={kind} url={url} name={name} />
    </>
  )
}

type MediaProps = { kind: 'image' | 'video' | 'audio'; url: string; name: string }

function Media({ kind, url, name }: MediaProps) {
  const { t } = useWords()
  const [isBroken, setBroken] = useState(false)
  const onError = () => setBroken(true)
  if (isBroken) return <Notice tone="warn">{t('brokenMedia')}</Notice>
  if (kind === 'image') return <img className="preview-image" src={url} alt={name} onError={onError} />
  return <Player kind={kind} url={url} name={name} onError={onError} />
}

type PlayerProps = { kind: 'video' | 'audio'; url: string; name: string; onError: () => void }

/** Without captions: those would be another object. */
function Player({ kind: Kind, url, name, onError }: PlayerProps) {
  return <Kind className="preview-image" src={url} controls onError={onError} aria-label={name} />
}

function useSoundness(data: Blob | undefined, type: string) {
  const [soundness, setSoundness] = useState<Awaited<ReturnType<typeof integrityOf>>>()
  useEffect(() => {
    if (data) void integrityOf(data, type).then(setSoundness)
  }, [data, type])
  return soundness
}
