import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { formatBytes } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { textOf } from '../../oss/headerBytes.ts'
import type { HeaderBytes } from '../../oss/types.ts'
import { Late, late } from '../../ui/late.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { ShownHead } from '../queries/queries.ts'
import { type Decoded, decodeText } from './decodeText.ts'
import { Editor } from './Editor.tsx'
import { LazyCodeView, loadCodeView } from './LazyCodeView.tsx'
import { encodingOf } from './objectBytes.ts'
import type { ViewProps } from './PreviewBody.tsx'
import { automaticLimits, mostText } from './previewKind.ts'
import { bytesQuery } from './previewQueries.ts'

/** The button that lets one edit comes with what one edits in: no key comes too early. */
const ReadyEditor = late(async () => {
  await LazyCodeView.load()
  return Editor
})

/** Text, whole or its beginning; from here it is edited. */
export function TextView(props: ViewProps) {
  const { account, at, head } = props
  const { t, i18n } = useWords()
  const [isAll, setAll] = useState(head.size <= automaticLimits.text)
  const to = isAll ? undefined : automaticLimits.text
  const { data, error, refetch } = useQuery(bytesQuery(account, { at, head, to }))
  const decoded = useText(data, !isAll)
  const name = visible(nameOf(at.key))
  // Beside the bytes. What fails here fails again, and is told, where it is drawn.
  useEffect(() => void loadCodeView().catch(() => {}), [])
  if (error) return <QueryProblem error={error} onRetry={() => void refetch()} />
  if (decoded === null) return <Skeleton />
  if (!decoded) return <Notice tone="plain">{t('notText')}</Notice>
  const obstacle = whyReadOnly(head, decoded, isAll)
  if (!obstacle && !head.hidden) {
    return (
      <Late fallback={<Skeleton />}>
        <ReadyEditor {...props} head={head} text={decoded.text} />
      </Late>
    )
  }
  const sizes = { shown: formatBytes(automaticLimits.text, i18n.language), size: formatBytes(head.size, i18n.language) }
  return (
    <>
      <div className="preview-bar">
        <span>
          {t(obstacle ?? 'readOnly.hidden', {
            encoding: shown(head.headers['Content-Encoding']),
            charset: decoded.charset.toUpperCase(),
          })}
        </span>
        {!isAll && <span>{t('firstPart', sizes)}</span>}
        {!isAll && head.size <= mostText && <Button onClick={() => setAll(true)}>{t('showAll')}</Button>}
      </div>
      <Late fallback={<Skeleton />}>
        <LazyCodeView name={name} label={t('contents', { name })} text={decoded.text} />
      </Late>
    </>
  )
}

/** `null` until it is read; undefined for what is no text. */
function useText(data: Blob | undefined, isPart: boolean): Decoded | null {
  const [decoded, setDecoded] = useState<Decoded | null>(null)
  useEffect(() => {
    let isGone = false
    setDecoded(null)
    void data?.arrayBuffer().then((bytes) => isGone || setDecoded(decodeText(new Uint8Array(bytes), isPart)))
    return () => {
      isGone = true
    }
  }, [data, isPart])
  return decoded
}

function shown(bytes: HeaderBytes | undefined): string {
  return bytes === undefined ? '' : visible(textOf(bytes).text)
}

function whyReadOnly(head: ShownHead, decoded: NonNullable<Decoded>, isAll: boolean) {
  if (!isAll) return 'readOnly.part'
  if (head.type === 'Symlink') return 'readOnly.link'
  if (head.type === 'Appendable') return 'readOnly.appendable'
  if (encodingOf(head)) return 'readOnly.encoded'
  return decoded.charset === 'utf-8' ? undefined : 'readOnly.charset'
}
