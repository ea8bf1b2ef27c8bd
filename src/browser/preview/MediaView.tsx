import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { Notice } from '../../look/Notice.tsx'
import type { Account, Head, Ref } from '../../oss/types.ts'
import { visible } from '../../words/visible.ts'
import { useWords } from '../objectWords.ts'
import { QueryProblem } from '../QueryProblem.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { bytesQuery } from './previewQueries.ts'
import { soundnessOf } from './soundness.ts'

type MediaViewProps = { account: Account; at: Ref; head: Head; kind: 'image' | 'video' | 'audio' | 'pdf'; type: string }

/**
 * Bytes shown by their blob URL. The blob's type is ours, never the object's, and never HTML: a blob has the page's origin. A PDF can
 * have no sandboxed frame, since browsers refuse their PDF viewer there; as `application/pdf` it is never a document of this origin.
 */
export function MediaView({ account, at, head, kind, type }: MediaViewProps) {
  const { t } = useWords()
  const { data, error, refetch } = useQuery(bytesQuery(account, { at, head }))
  const url = useBlobUrl(data, type)
  const soundness = useSoundness(data, type)
  if (error) return <QueryProblem error={error} onRetry={() => void refetch()} />
  // What is no PDF makes the browser's viewer open a window of its own, which takes the keys. An image says so by itself.
  if (soundness === 'broken' && kind === 'pdf') return <Notice tone="warn">{t('brokenPdf')}</Notice>
  if (!url || !soundness) return <Skeleton />
  return (
    <>
      {soundness === 'cut' && <Notice tone="warn">{t('cutOff')}</Notice>}
      <Media kind={kind} url={url} name={visible(nameOf(at.key))} />
    </>
  )
}

function Media({ kind, url, name }: { kind: MediaViewProps['kind']; url: string; name: string }) {
  const { t } = useWords()
  const [isBroken, setBroken] = useState(false)
  const onError = () => setBroken(true)
  if (isBroken) return <Notice tone="warn">{t('brokenMedia')}</Notice>
  if (kind === 'image') return <img className="preview-image" src={url} alt={name} onError={onError} />
  if (kind === 'video' || kind === 'audio') return <Player kind={kind} url={url} name={name} onError={onError} />
  if (!navigator.pdfViewerEnabled) return <Notice tone="warn">{t('noPdf')}</Notice>
  return <iframe className="preview-pdf" src={url} title={name} />
}

type PlayerProps = { kind: 'video' | 'audio'; url: string; name: string; onError: () => void }

/** Without captions: those would be another object. */
function Player({ kind: Kind, url, name, onError }: PlayerProps) {
  return <Kind className="preview-image" src={url} controls onError={onError} aria-label={name} />
}

function useSoundness(data: Blob | undefined, type: string) {
  const [soundness, setSoundness] = useState<'sound' | 'cut' | 'broken'>()
  useEffect(() => {
    if (data) void soundnessOf(data, type).then(setSoundness)
  }, [data, type])
  return soundness
}

function useBlobUrl(data: Blob | undefined, type: string): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!data) return
    const made = URL.createObjectURL(data.slice(0, data.size, type))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [data, type])
  return url
}
