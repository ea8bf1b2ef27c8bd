import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { CopyError } from '../../engine/problem.ts'
import { saveBucketAcl, saveVersioning } from '../../engine/single/saveSetting.ts'
import type { SingleWorld } from '../../engine/single/world.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import type { BucketAcl, BucketInfo } from '../../oss/types.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Field } from '../../ui/fields/Field.tsx'
import { message, modal } from '../../ui/messages/messages.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { AclNote } from '../details/AclFact.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { bucketAcls } from './NewBucketDialog.tsx'
import type { TabProps } from './OverviewTab.tsx'

/** `info` is what was read last, maybe after the person began to choose. */
export function AclTab({ account, home, info }: TabProps) {
  const { t } = useWords()
  const { t: why } = useObstacles()
  const [seen, setSeen] = useState(info)
  const [chosen, setChosen] = useState<BucketAcl>()
  const save = useSetting({ account, home }, t('aclSaved'))
  const isChanged = chosen !== undefined && info.acl !== seen.acl
  const now = isChanged ? seen : info
  const acl = chosen ?? info.acl
  const obstacle = isChanged ? 'concurrent' : acl === now.acl ? 'unchanged' : undefined
  // OSS refuses a public ACL as long as the bucket blocks public access.
  const unblocks = now.blocksPublic === true && acl?.startsWith('public') === true
  const begin = (wanted: BucketAcl) => {
    if (chosen === undefined) setSeen(info)
    setChosen(wanted)
  }
  const give = (wanted: BucketAcl) =>
    save.mutate((world) => saveBucketAcl({ at: { ...home, key: '' }, seen: now, acl: wanted }, world), {
      onSuccess: () => setChosen(undefined),
    })
  return (
    <div className="bucket-tab">
      <Field label={t('bucketAcl')} hint={acl ? <AclNote acl={acl} /> : t('aclUnread')}>
        {({ status: _, ...control }) => (
          <Select
            {...control}
            value={acl ?? null}
            onChange={begin}
            options={bucketAcls.map((value) => ({ value, label: t(`acl.${value}`) }))}
          />
        )}
      </Field>
      <p className="dialog-note">{t('bucketAclHint')}</p>
      {unblocks && <Notice tone="warn" title={t('unblocks')} />}
      {isChanged && (
        <Changed
          now={info.acl ? t(`acl.${info.acl}`) : t('aclUnread')}
          onTake={() => setChosen(undefined)}
          onReplace={() => setSeen(info)}
        />
      )}
      <WriteProblem error={isConflict(save.error) ? null : save.error} />
      <ActionButton
        type="primary"
        obstacle={obstacle && why(obstacle)}
        loading={save.isPending}
        onClick={() => chosen && give(chosen)}
      >
        {t('saveAcl')}
      </ActionButton>
    </div>
  )
}

export function VersioningTab({ account, home, info }: TabProps) {
  const { t } = useWords()
  const save = useSetting({ account, home }, t('versioningSaved'))
  const status = info.versioning === 'Enabled' ? 'Suspended' : 'Enabled'
  // What the person saw when they asked for it, however long they think about the question.
  const set = (seen: BucketInfo) =>
    save.mutate((world) => saveVersioning({ at: { ...home, key: '' }, seen, status }, world))
  const askToSuspend = useAskToSuspend()
  const state = t(`versioning.${info.versioning ?? 'off'}`)
  return (
    <div className="bucket-tab">
      <p>
        <strong>{state}</strong>
      </p>
      <p className="dialog-note">{t('versioningNote')}</p>
      {isConflict(save.error) && <Changed now={state} />}
      <WriteProblem error={isConflict(save.error) ? null : save.error} />
      <Button
        type={status === 'Enabled' ? 'primary' : 'default'}
        loading={save.isPending}
        onClick={() => (status === 'Enabled' ? set(info) : askToSuspend(() => set(info)))}
      >
        {t(status === 'Enabled' ? 'enableVersioning' : 'suspendVersioning')}
      </Button>
    </div>
  )
}

/** What somebody else has made of a setting, beside what was chosen. */
function Changed({ now, onTake, onReplace }: { now: string; onTake?: () => void; onReplace?: () => void }) {
  const { t } = useWords()
  return (
    <Notice tone="danger" title={t('settingChanged', { now })}>
      {onTake && <Button onClick={onTake}>{t('takeCurrent')}</Button>}{' '}
      {onReplace && <Button onClick={onReplace}>{t('saveMine')}</Button>}
    </Notice>
  )
}

function isConflict(error: Error | null): boolean {
  return error instanceof CopyError && error.code === 'SourceChanged'
}

/** From then on what is replaced or deleted is gone, and nothing shows it at the time. */
function useAskToSuspend(): (suspend: () => void) => void {
  const { t } = useWords()
  return (suspend) =>
    void modal.confirm({
      title: t('suspendAsk'),
      content: t('suspendNote'),
      okText: t('suspendVersioning'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      icon: null,
      onOk: suspend,
    })
}

function useSetting({ account, home }: Pick<TabProps, 'account' | 'home'>, done: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (write: (world: SingleWorld) => Promise<void>) => write(singleWorld(account)),
    onSuccess: () => message.success(done),
    // After a conflict it is what somebody else made.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.bucketInfo(account, home.bucket) }),
  })
}
