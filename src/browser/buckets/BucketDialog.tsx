import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import type { HereProps } from '../here/HereDialogs.tsx'
import { useWords } from '../objectWords.ts'
import { QueryProblem } from '../QueryProblem.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { CorsTab } from './CorsTab.tsx'
import { DeleteTab } from './DeleteTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { AclTab, VersioningTab } from './SettingTabs.tsx'
import './buckets.css'

/** What a bucket is like, and what can be changed of it. Each tab saves for itself. */
export function BucketDialog(props: HereProps) {
  const { account, home, onClose } = props
  const { t } = useWords()
  const { data: info, error, refetch } = useQuery(bucketInfoQuery(account, home))
  const tabs = info && [
    { key: 'overview', label: t('overview'), children: <OverviewTab account={account} home={home} info={info} /> },
    { key: 'access', label: t('access'), children: <AclTab account={account} home={home} info={info} /> },
    {
      key: 'versioning',
      label: t('versioning'),
      children: <VersioningTab account={account} home={home} info={info} />,
    },
    { key: 'cors', label: t('cors'), children: <CorsTab account={account} home={home} /> },
    { key: 'delete', label: t('deleting'), children: <DeleteTab {...props} /> },
  ]
  return (
    <Dialog
      title={t('bucketSettings', { name: home.bucket })}
      action={t('close')}
      width={720}
      onSubmit={onClose}
      onClose={onClose}
    >
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {!info && !error && <Skeleton />}
      {tabs && <Tabs items={tabs} className="bucket-tabs" />}
    </Dialog>
  )
}
