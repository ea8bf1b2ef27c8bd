import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CopyTask, There } from '../copy/types.ts'
import { formatBytes, formatTime } from '../words/format.ts'
import { visible } from '../words/visible.ts'
import { type Decide, outcomes } from './useDecisions.ts'

type ConflictRowProps = { task: CopyTask; onDecide: Decide }

/** One pair: what would come, what is there, and whether they are the same. */
export function ConflictRow({ task, onDecide }: ConflictRowProps) {
  const { t } = useTranslation('panel')
  const { source, target, there } = task
  const isSame = there !== undefined && source.size === there.size && source.etag === there.etag
  return (
    <div className="conflict">
      <p className="conflict-name">
        <bdi title={visible(target.key)}>{visible(target.key)}</bdi>
        <span className={isSame ? 'conflict-same' : 'conflict-other'}>
          {t(isSame ? 'conflict.same' : 'conflict.other')}
        </span>
      </p>
      <dl className="conflict-sides">
        <Side
          name={t('conflict.source')}
          facts={source}
          isNewer={there !== undefined && source.modified > there.modified}
        />
        {there && <Side name={t('conflict.target')} facts={there} isNewer={there.modified > source.modified} />}
      </dl>
      <span className="conflict-answers">
        {outcomes.map((outcome) => (
          <Button key={outcome} size="small" tabIndex={-1} onClick={() => onDecide(outcome)}>
            {t(`decide.${outcome}`)}
          </Button>
        ))}
      </span>
    </div>
  )
}

type SideProps = { name: string; facts: Omit<There, 'etag'>; isNewer: boolean }

function Side({ name, facts: { size, modified, storageClass }, isNewer }: SideProps) {
  const { t, i18n } = useTranslation('panel')
  return (
    <div className="conflict-side">
      <dt>{name}</dt>
      <dd className="conflict-size">{formatBytes(size, i18n.language)}</dd>
      <dd className={isNewer ? 'conflict-newer' : undefined}>
        {formatTime(modified, i18n.language)}
        {isNewer && <span className="unseen"> {t('conflict.newer')}</span>}
      </dd>
      <dd className="conflict-class">{storageClass}</dd>
    </div>
  )
}
