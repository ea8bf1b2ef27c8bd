import { memo, useState } from 'react'
import { nameOf } from '../../engine/keys.ts'
import { formatBytes, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import type { Account, Version } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { modal } from '../../ui/messages/messages.ts'
import type { BucketRef } from '../requests/requests.ts'
import { CopyAs } from './CopyAs.tsx'
import type { VersionAction } from './useVersionActions.ts'

type VersionLineProps = {
  account: Account
  home: BucketRef
  version: Version
  prefix: string
  /** Whether the bucket has, or had, versions: in another one the only ID is `null`, which says nothing. */
  isVersioned: boolean
  isBusy: boolean
  onDo: (action: VersionAction) => void
}

export const VersionLine = memo(function VersionLine(props: VersionLineProps) {
  const { account, home, version, prefix, isVersioned, isBusy, onDo } = props
  const { t, i18n } = useWords()
  const { language } = i18n
  const time = formatTime(version.modified, language)
  const name = visible(version.key.slice(prefix.length) || nameOf(version.key))
  const [isCopying, setCopying] = useState(false)
  return (
    <li>
      <div className="version-words">
        <span className="version-name">
          <strong>{name}</strong>
          {version.is === 'marker' && <span className="mark mark-Symlink">{t('deleteMarker')}</span>}
          {version.isLatest && <span className="mark mark-restored">{t('current')}</span>}
        </span>
        <span>
          {time}
          {version.is === 'version' &&
            ` · ${formatBytes(version.size, language)} · ${t(`class.${version.storageClass}`)}`}
        </span>
        {isVersioned && <code>{version.versionId}</code>}
      </div>
      <Buttons version={version} time={time} isBusy={isBusy} onDo={onDo} onCopy={() => setCopying(!isCopying)} />
      {isCopying && version.is === 'version' && (
        <CopyAs
          account={account}
          home={home}
          version={version}
          isBusy={isBusy}
          onCopy={(target) => {
            onDo({ do: 'copy', version, target })
            setCopying(false)
          }}
        />
      )}
    </li>
  )
})

type ButtonsProps = Omit<VersionLineProps, 'account' | 'home' | 'prefix' | 'isVersioned'> & {
  time: string
  onCopy: () => void
}

function Buttons({ version, time, isBusy, onDo, onCopy }: ButtonsProps) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const obstacle = isBusy ? why('busy') : undefined
  const askToDelete = () =>
    void modal.confirm({
      title: t('deleteVersionAsk'),
      content: t('deleteVersionNote'),
      okText: t('deleteVersion'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: () => onDo({ do: 'delete', version }),
    })
  const name = visible(nameOf(version.key))
  if (version.is === 'marker') {
    return version.isLatest ? (
      <ActionButton
        size="small"
        obstacle={obstacle}
        aria-label={t('undeleteOf', { name })}
        onClick={() => onDo({ do: 'undelete', version })}
      >
        {t('undelete')}
      </ActionButton>
    ) : (
      <ActionButton size="small" obstacle={obstacle} aria-label={t('deleteVersionOf', { time })} onClick={askToDelete}>
        {t('deleteVersion')}
      </ActionButton>
    )
  }
  return (
    <div className="version-buttons">
      {!version.isLatest && (
        <ActionButton
          size="small"
          obstacle={obstacle}
          aria-label={t('makeCurrentOf', { time })}
          onClick={() => onDo({ do: 'restore', version })}
        >
          {t('makeCurrent')}
        </ActionButton>
      )}
      <ActionButton size="small" obstacle={obstacle} aria-label={t('copyVersionOf', { time })} onClick={onCopy}>
        {t('copyVersion')}
      </ActionButton>
      <ActionButton size="small" obstacle={obstacle} aria-label={t('deleteVersionOf', { time })} onClick={askToDelete}>
        {t('deleteVersion')}
      </ActionButton>
    </div>
  )
}
