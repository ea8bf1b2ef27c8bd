import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../i18n/objectWords.ts'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { bucketInfoQuery } from '../details/detailQueries.ts'
import { Window } from '../dialogs/Window.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { useUnsaved } from '../places/useUnsaved.ts'
import { CorsTab } from './CorsTab.tsx'
import { DeleteTab } from './DeleteTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { AclTab, VersioningTab } from './SettingTabs.tsx'
import { Tabs } from './Tabs.tsx'
import './buckets.css'

/** What a bucket is like, and what can be changed of it. Each tab saves for itself. */
export function BucketDialog(props: PlaceDialogProps) {
  const { account, home, onClose } = props
  const { t } = useWords()
  const { data: info, error, refetch } = useQuery(bucketInfoQuery(account, home))
  const { setDirty, leave } = useUnsaved()
  const title = t('bucketSettings', { name: home.bucket })
  const tabs = info && [
    { name: 'overview', label: t('overview'), content: <OverviewTab account={account} home={home} info={info} /> },
    { name: 'access', label: t('access'), content: <AclTab account={account} home={home} info={info} /> },
    {
      name: 'versioning',
      label: t('versioning'),
      content: <VersioningTab account={account} home={home} info={info} />,
    },
    { name: 'cors', label: t('cors'), content: <CorsTab account={account} home={home} onDirty={setDirty} /> },
    { name: 'delete', label: t('deleting'), content: <DeleteTab {...props} /> },
  ]
  return (
    <Window title={title} width={720} onClose={() => leave(onClose)}>
      {error && <QueryProblem error={error} onRetry={() => void refetch()} />}
      {!info && !error && <Skeleton />}
      {tabs && <Tabs label={title} tabs={tabs} />}
    </Window>
  )
}
