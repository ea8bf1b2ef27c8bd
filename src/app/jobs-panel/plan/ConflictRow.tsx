import { useTranslation } from 'react-i18next'
import type { Outcome, StoredTask } from '../../../engine/jobs/types.ts'
import { nameOf, numbered } from '../../../engine/keys.ts'
import { isLocal } from '../../../engine/localFiles.ts'
import { collidesOnDisk } from '../../../engine/run/diskTwin.ts'
import type { AimedTask, ExistingObject } from '../../../engine/types.ts'
import { formatBytes, formatTime } from '../../../i18n/format.ts'
import { visible } from '../../../i18n/visible.ts'
import { Choice } from './Choice.tsx'
import { type Decide, outcomes } from './useDecisions.ts'

type ConflictRowProps = {
  task: AimedTask & Pick<StoredTask, 'answer'>
  forAll: Outcome | undefined
  onDecide: Decide
}

/** One pair: what would come, what is there, and whether they are the same. */
export function ConflictRow({ task, forAll, onDecide }: ConflictRowProps) {
  const { t } = useTranslation('panel')
  const { source, target, there } = task
  const isSame = there !== undefined && source.size === there.size && source.etag === there.etag
  // Of a file no checksum is known before it is read.
  const isAlike = task.kind !== 'copy' && source.size === there?.size
  const isTwin = collidesOnDisk(task)
  const isBeside = !isTwin && (task.answer ?? forAll) === 'keepBoth'
  return (
    <div className="conflict">
      <p className="conflict-name">
        <bdi title={visible(target.key)}>{visible(target.key)}</bdi>
        {!isTwin && (
          <span className={isSame ? 'conflict-same' : 'conflict-other'}>
            {t(isAlike ? 'conflict.alike' : isSame ? 'conflict.same' : 'conflict.other')}
          </span>
        )}
      </p>
      {isTwin && <p className="plan-advice">{t('conflict.twin', { key: visible(source.key) })}</p>}
      {isBeside && (
        <p className="conflict-beside">{t('conflict.beside', { name: visible(nameOf(numbered(target.key, 1))) })}</p>
      )}
      <dl className="conflict-sides">
        <Side
          name={t('conflict.source')}
          facts={source}
          isFile={isLocal(source)}
          isNewer={there !== undefined && source.modified > there.modified}
        />
        {there && (
          <Side
            name={t('conflict.target')}
            facts={there}
            isFile={isLocal(target)}
            isNewer={there.modified > source.modified}
          />
        )}
      </dl>
      <span className="conflict-answers">
        {outcomes.map((outcome) => (
          <Choice
            key={outcome}
            outcome={outcome}
            tabIndex={-1}
            isChosen={task.answer === outcome}
            isInherited={task.answer === undefined && forAll === outcome}
            onDecide={onDecide}
          >
            {t(`decide.${outcome}`)}
          </Choice>
        ))}
      </span>
    </div>
  )
}

type SideProps = { name: string; facts: Omit<ExistingObject, 'etag'>; isFile: boolean; isNewer: boolean }

function Side({ name, facts: { size, modified, storageClass }, isFile, isNewer }: SideProps) {
  const { t, i18n } = useTranslation('panel')
  const { t: words } = useTranslation('browser')
  return (
    <div className="conflict-side">
      <dt>{name}</dt>
      <dd className="conflict-size">{formatBytes(size, i18n.language)}</dd>
      <dd className={isNewer ? 'conflict-newer' : undefined}>
        {formatTime(modified, i18n.language)}
        {isNewer && <span className="unseen"> {t('conflict.newer')}</span>}
      </dd>
      <dd className="conflict-class">{isFile ? t('computer') : words(`class.${storageClass}`)}</dd>
    </div>
  )
}
