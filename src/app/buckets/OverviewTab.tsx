import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatCount, formatTime } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { storageClasses } from '../../oss/metadata.ts'
import type { Account, BucketInfo, BucketStat } from '../../oss/types.ts'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Fact } from '../details/Fact.tsx'
import { RegionName } from '../places/RegionName.tsx'
import type { BucketRef } from '../requests/requests.ts'
import { bucketStatQuery } from './bucketQueries.ts'
import '../../i18n/find.ts'

export type TabProps = { account: Account; home: BucketRef; info: BucketInfo }

export function OverviewTab({ account, home, info }: TabProps) {
  const { t, i18n } = useWords()
  const { t: browser } = useTranslation('browser')
  const { region } = home
  const stat = useQuery(bucketStatQuery(account, home))
  return (
    <>
      <dl className="facts bucket-facts">
        <Fact name={t('region')}>
          <RegionName region={region} /> <code>{region}</code>
        </Fact>
        <Fact name={t('defaultClass')}>{browser(`class.${info.storageClass}`)}</Fact>
        <Fact name={t('createdOn')}>{formatTime(info.created, i18n.language)}</Fact>
        {info.encryption && <Fact name={t('encryption')}>{info.encryption.algorithm}</Fact>}
        {stat.data && <Stats stat={stat.data} />}
      </dl>
      {stat.isPending && <Skeleton />}
      {stat.error && <QueryProblem error={stat.error} onRetry={() => void stat.refetch()} />}
      {stat.data && stat.data.counted > 0 && (
        <p className="dialog-note">{t('countedAt', { time: formatTime(stat.data.counted, i18n.language) })}</p>
      )}
    </>
  )
}

function Stats({ stat }: { stat: BucketStat }) {
  const { t, i18n } = useWords()
  const { t: find } = useTranslation('find')
  const { language } = i18n
  const objects = (count: number) => find('objects', { count, formatted: formatCount(count, language) })
  const used = storageClasses.filter((name) => stat.classes[name].objects > 0)
  return (
    <>
      <Fact name={t('capacity')}>{formatBytes(stat.size, language)}</Fact>
      <Fact name={t('objectCount')}>{formatCount(stat.objects, language)}</Fact>
      {used.map((name) => (
        <Fact key={name} name={t(`class.${name}`)}>
          {formatBytes(stat.classes[name].size, language)} · {objects(stat.classes[name].objects)}
        </Fact>
      ))}
      <Fact name={t('uploadCount')}>{formatCount(stat.uploads, language)}</Fact>
      <Fact name={t('markerCount')}>{formatCount(stat.deleteMarkers, language)}</Fact>
    </>
  )
}
