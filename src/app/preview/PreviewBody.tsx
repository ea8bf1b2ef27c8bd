import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { formatBytes } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import type { Account, Head, Ref } from '../../oss/types.ts'
import { Late, late } from '../../ui/late.tsx'
import { hasDotLevel } from '../create/names.ts'
import type { ShownHead } from '../queries/queries.ts'
import { ossOf } from '../queries/remote.ts'
import { MediaView } from './MediaView.tsx'
import { automaticLimits, previewLimits, previewOf } from './previewKind.ts'
import { SaveButton } from './SaveButton.tsx'
import { TextView } from './TextView.tsx'

export type ViewProps = Omit<BodyProps, 'head'> & { head: ShownHead }
/** What may be edited: all of it is seen. */
export type BodyProps = {
  account: Account
  at: Ref
  head: Head
  /** `onDiscard`: what else is to be forgotten when the person says so. */
  onDirty: (isDirty: boolean, onDiscard?: () => void) => void
  /** What was read is no longer what is there. */
  onSaved: () => void
}

/** The view for the kind of object, after what has to be asked first. */
export function PreviewBody(props: ViewProps) {
  const { account, at } = props
  // What is read anew behind an open editor must not take its text away; a save is pinned to this state.
  const [head] = useState(props.head)
  const { t, i18n } = useWords()
  const { kind, type } = previewOf(nameOf(at.key), head.headers['Content-Type'])
  const [isWanted, setWanted] = useState(false)
  const size = formatBytes(head.size, i18n.language)
  if (isFrozen(head)) return <Frozen {...props} head={head} />
  if (kind === 'text' || (kind === 'none' && isWanted)) return <TextView {...props} head={head} />
  if (kind === 'none') {
    return (
      <Ask account={account} at={at} words={t('noPreview')}>
        <Button onClick={() => setWanted(true)}>{t('asText')}</Button>
      </Ask>
    )
  }
  if (kind === 'pdf') {
    return (
      <Ask account={account} at={at} words={t('pdf')}>
        <SaveButton account={account} at={at} head={head} />
      </Ask>
    )
  }
  if (head.size > previewLimits[kind]) {
    const limit = formatBytes(previewLimits[kind], i18n.language)
    return <Ask account={account} at={at} words={t('tooLargeAtAll', { size, limit })} />
  }
  if (head.size > automaticLimits[kind] && !isWanted) {
    return (
      <Ask account={account} at={at} words={t('tooLarge', { size })}>
        <Button onClick={() => setWanted(true)}>{t('showAnyway')}</Button>
      </Ask>
    )
  }
  return <MediaView account={account} at={at} head={head} kind={kind} type={type} />
}

const RestoreDialog = late(async () => (await import('../restore/RestoreDialog.tsx')).RestoreDialog)

function Frozen({ account, at, head }: ViewProps) {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const { bucket, region, key } = at
  const row = { ...head, is: 'object' as const, key, name: nameOf(key) }
  return (
    <div className="preview-ask">
      <p>{t(head.restore ? 'restoring' : 'frozenPreview')}</p>
      {!head.restore && <Button onClick={() => setAsking(true)}>{t('restoreToRead')}</Button>}
      {isAsking && (
        <Late>
          <RestoreDialog
            account={account}
            home={{ account: account.id, bucket, region }}
            rows={[row]}
            sources={[at]}
            onClose={() => setAsking(false)}
          />
        </Late>
      )}
    </div>
  )
}

type AskProps = { account: Account; at: Ref; words: string; children?: ReactNode }

/** Why nothing is shown by itself, and the ways on. */
function Ask({ account, at, words, children }: AskProps) {
  const { t } = useWords()
  const open = async () => {
    // Without a way back to this page.
    window.open(await ossOf(account).signUrl({ at, seconds: 3600 }), '_blank', 'noopener,noreferrer')
  }
  return (
    <div className="preview-ask">
      <p>{words}</p>
      {hasDotLevel(at.key) && <p>{t('dotUrl')}</p>}
      <div>
        {children}
        {!hasDotLevel(at.key) && <Button onClick={() => void open()}>{t('openSigned')}</Button>}
      </div>
    </div>
  )
}

function isFrozen({ storageClass, restore }: ShownHead): boolean {
  return storageClass.endsWith('Archive') && (!restore || restore.ongoing)
}
