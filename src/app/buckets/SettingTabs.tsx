import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import type { Oss } from '../../oss/types.ts'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { AclNote } from '../details/AclFact.tsx'
import { WriteProblem } from '../dialogs/WriteProblem.tsx'
import { queryKeys } from '../queries/queryKeys.ts'
import { ossOf } from '../queries/remote.ts'
import { bucketAcls } from './NewBucketDialog.tsx'
import type { TabProps } from './OverviewTab.tsx'

export function AclTab(props: TabProps) {
  const { t } = useWords()
  const [acl, setAcl] = useState(props.info.acl)
  const wanted = bucketAcls.find((each) => each === acl)
  const save = useSetting(props, t('aclSaved'))
  const { region, bucket } = props.home
  const { signal } = new AbortController()
  // OSS refuses a public ACL as long as the bucket blocks public access.
  const unblocks = props.info.blocksPublic === true && acl?.startsWith('public') === true
  return (
    <div className="bucket-tab">
      <Field label={t('bucketAcl')} hint={acl ? <AclNote acl={acl} /> : t('aclUnread')}>
        {({ status: _, ...control }) => (
          <Select
            {...control}
            value={acl ?? null}
            onChange={setAcl}
            options={bucketAcls.map((value) => ({ value, label: t(`acl.${value}`) }))}
          />
        )}
      </Field>
      <p className="dialog-note">{t('bucketAclHint')}</p>
      {unblocks && <Notice tone="warn" title={t('unblocks')} />}
      <WriteProblem error={save.error} />
      <Button
        type="primary"
        disabled={acl === props.info.acl || save.isPending}
        onClick={() =>
          wanted &&
          save.mutate((oss) => oss.putBucketAcl({ bucket: { region, bucket }, acl: wanted, unblocks, signal }))
        }
      >
        {t('saveAcl')}
      </Button>
    </div>
  )
}

export function VersioningTab(props: TabProps) {
  const { t } = useWords()
  const save = useSetting(props, t('versioningSaved'))
  const { region, bucket } = props.home
  const { versioning } = props.info
  const status = versioning === 'Enabled' ? 'Suspended' : 'Enabled'
  const { signal } = new AbortController()
  const set = () => save.mutate((oss) => oss.putVersioning({ bucket: { region, bucket }, status, signal }))
  const askToSuspend = useAskToSuspend()
  return (
    <div className="bucket-tab">
      <p>
        <strong>{t(`versioning.${versioning ?? 'off'}`)}</strong>
      </p>
      <p className="dialog-note">{t('versioningNote')}</p>
      <WriteProblem error={save.error} />
      <Button
        type={status === 'Enabled' ? 'primary' : 'default'}
        disabled={save.isPending}
        onClick={() => (status === 'Enabled' ? set() : askToSuspend(set))}
      >
        {t(status === 'Enabled' ? 'enableVersioning' : 'suspendVersioning')}
      </Button>
    </div>
  )
}

/** From then on what is replaced or deleted is gone, and nothing shows it at the time. */
function useAskToSuspend(): (suspend: () => void) => void {
  const { t } = useWords()
  const { modal } = App.useApp()
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
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (write: (oss: Oss) => Promise<void>) => write(ossOf(account)),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queryKeys.bucketInfo(account, home.bucket) })
      message.success(done)
    },
  })
}
