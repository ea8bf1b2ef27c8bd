import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../oss/types.ts'
import { byRegion } from './byRegion.ts'
import { useLanding } from './drag/useLanding.ts'
import { BucketIcon } from './icons.tsx'
import { hashOf } from './place.ts'
import type { KnownBucket } from './queries.ts'
import { RegionName } from './RegionName.tsx'
import { homeOf } from './requests.ts'
import { usePlace } from './usePlace.ts'

type SideBarProps = { account: Account; buckets: readonly KnownBucket[]; onPick: () => void }

/** The buckets by region. Each takes what is dropped on it. */
export function SideBar({ account, buckets, onPick }: SideBarProps) {
  const { t } = useTranslation('browser')
  return (
    <nav className="side" aria-label={t('buckets')}>
      {byRegion(buckets).map(([region, inside]) => (
        <section key={region}>
          <h2 className="side-region">
            <RegionName region={region} />
          </h2>
          <ul>
            {inside.map((bucket) => (
              <li key={bucket.name}>
                <BucketLink account={account} bucket={bucket} onPick={onPick} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function BucketLink({ account, bucket, onPick }: { account: Account; bucket: KnownBucket; onPick: () => void }) {
  const ref = useRef<HTMLAnchorElement>(null)
  const place = usePlace()
  const over = useLanding(ref, { target: { ...homeOf(account, bucket), key: '' }, label: bucket.name })
  return (
    <a
      ref={ref}
      className="side-bucket"
      data-over={over}
      draggable={false}
      href={hashOf({ bucket: bucket.name, prefix: '' })}
      aria-current={place?.bucket === bucket.name ? 'true' : undefined}
      onClick={onPick}
    >
      <BucketIcon />
      <span>{bucket.name}</span>
    </a>
  )
}
