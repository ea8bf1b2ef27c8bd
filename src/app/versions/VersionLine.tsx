import { Button, Input } from 'antd'
import { useState } from 'react'
import { nameOf, numbered } from '../../engine/keys.ts'
import { keyProblem } from '../../engine/plan/check.ts'
import { formatBytes, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import type { Version } from '../../oss/types.ts'
import { modal } from '../../ui/messages.ts'
import { hasDotLevel } from '../create/names.ts'
import type { VersionAction } from './useVersionActions.ts'

type VersionLineProps = {
  version: Version
  prefix: string
  isBusy: boolean
  onDo: (action: VersionAction) => void
}

export function VersionLine({ version, prefix, isBusy, onDo }: VersionLineProps) {
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
        <code>{version.versionId}</code>
      </div>
      <Buttons version={version} time={time} isBusy={isBusy} onDo={onDo} onCopy={() => setCopying(!isCopying)} />
      {isCopying && version.is === 'version' && (
        <CopyAs
          version={version}
          isBusy={isBusy}
          onCopy={(key) => {
            onDo({ do: 'copy', version, key })
            setCopying(false)
          }}
        />
      )}
    </li>
  )
}

type ButtonsProps = Omit<VersionLineProps, 'prefix'> & { time: string; onCopy: () => void }

function Buttons({ version, time, isBusy, onDo, onCopy }: ButtonsProps) {
  const { t } = useWords()
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
      <Button
        size="small"
        disabled={isBusy}
        aria-label={t('undeleteOf', { name })}
        onClick={() => onDo({ do: 'undelete', version })}
      >
        {t('undelete')}
      </Button>
    ) : (
      <Button size="small" danger disabled={isBusy} aria-label={t('deleteVersionOf', { time })} onClick={askToDelete}>
        {t('deleteVersion')}
      </Button>
    )
  }
  return (
    <div className="version-buttons">
      {!version.isLatest && (
        <Button
          size="small"
          disabled={isBusy}
          aria-label={t('makeCurrentOf', { time })}
          onClick={() => onDo({ do: 'restore', version })}
        >
          {t('makeCurrent')}
        </Button>
      )}
      <Button size="small" disabled={isBusy} aria-label={t('copyVersionOf', { time })} onClick={onCopy}>
        {t('copyVersion')}
      </Button>
      <Button size="small" danger disabled={isBusy} aria-label={t('deleteVersionOf', { time })} onClick={askToDelete}>
        {t('deleteVersion')}
      </Button>
    </div>
  )
}

type CopyAsProps = { version: Version; isBusy: boolean; onCopy: (key: string) => void }

/** What is there already is replaced only after a question. */
function CopyAs({ version, isBusy, onCopy }: CopyAsProps) {
  const { t } = useWords()
  const [key, setKey] = useState(numbered(version.key, 1))
  const isWrong = keyProblem(key) !== undefined || hasDotLevel(key) || key === version.key
  return (
    <div className="version-copy">
      <Input size="small" aria-label={t('copyKey')} value={key} onChange={(event) => setKey(event.target.value)} />
      <Button size="small" type="primary" disabled={isBusy || isWrong} onClick={() => onCopy(key)}>
        {t('save')}
      </Button>
    </div>
  )
}
