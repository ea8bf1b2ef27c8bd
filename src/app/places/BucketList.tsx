import { type Ref, use, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../i18n/format.ts'
import type { Account } from '../../oss/types.ts'
import { NewBucket } from '../buckets/NewBucket.tsx'
import { BucketIcon } from '../listing/icons.tsx'
import type { KnownBucket } from '../queries/queries.ts'
import { byRegion } from './byRegion.ts'
import { bucketLeft } from './cameFrom.ts'
import { PaneContext } from './panes/pane.ts'
import { useIdleFocus } from './panes/useIdleFocus.ts'
import { hashOf } from './place.ts'
import { RegionName } from './RegionName.tsx'

/** The first screen of an account: its buckets, by region. */
export function BucketList({ account, buckets }: { account: Account; buckets: readonly KnownBucket[] }) {
  const { t } = useTranslation('browser')
  const { isActive, pane = 0 } = use(PaneContext)
  const left = useRef<HTMLAnchorElement>(null)
  const leftName = bucketLeft(pane)
  useIdleFocus(left)
  return (
    <div className="bucket-list">
      {isActive && <title>OSS Ferry</title>}
      <header>
        <h1>{t('buckets')}</h1>
        <NewBucket account={account} />
      </header>
      {buckets.length === 0 && <p className="bucket-none">{t('noBuckets')}</p>}
      {byRegion(buckets).map(([region, inside]) => (
        <section key={region}>
          <h2>
            <RegionName region={region} />
            <code>{region}</code>
          </h2>
          <ul>
            {inside.map((bucket) => (
              <li key={bucket.name}>
                <BucketCard bucket={bucket} ref={bucket.name === leftName ? left : undefined} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function BucketCard({ bucket, ref }: { bucket: KnownBucket; ref: Ref<HTMLAnchorElement> | undefined }) {
  const { t, i18n } = useTranslation('browser')
  const { name, storageClass, created, entry = '' } = bucket
  return (
    <a ref={ref} className="bucket-card" href={hashOf({ bucket: name, prefix: entry })}>
      <span className="bucket-mark">
        <BucketIcon />
      </span>
      <span className="bucket-words">
        <strong>{name}</strong>
        {storageClass && <span>{t(`class.${storageClass}`)}</span>}
        {created !== undefined && <span>{t('created', { time: formatTime(created, i18n.language) })}</span>}
      </span>
    </a>
  )
}
