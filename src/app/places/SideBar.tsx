import { useTranslation } from 'react-i18next'
import type { Account } from '../../oss/types.ts'
import { BucketIcon } from '../listing/icons.tsx'
import type { KnownBucket } from '../queries/queries.ts'
import { homeOf } from '../requests/requests.ts'
import { byRegion } from './byRegion.ts'
import { PlaceLinks } from './PlaceLinks.tsx'
import { RegionName } from './RegionName.tsx'
import { TreeNode } from './TreeNode.tsx'

type SideBarProps = { account: Account; buckets: readonly KnownBucket[]; onPick: () => void }

/** Favourites, and the buckets by region with what is below them. Each takes what is dropped on it. */
export function SideBar({ account, buckets, onPick }: SideBarProps) {
  const { t } = useTranslation('browser')
  return (
    <nav className="side" aria-label={t('buckets')}>
      <PlaceLinks account={account} buckets={buckets} onPick={onPick} />
      {byRegion(buckets).map(([region, inside]) => (
        <section key={region}>
          <h2 className="side-region">
            <RegionName region={region} />
          </h2>
          <ul>
            {inside.map((bucket) => (
              <TreeNode
                key={bucket.name}
                account={account}
                home={homeOf(account, bucket)}
                place={{ bucket: bucket.name, prefix: bucket.entry ?? '' }}
                name={bucket.name}
                note={bucket.storageClass === 'Standard' ? undefined : bucket.storageClass}
                icon={<BucketIcon />}
                depth={0}
                onPick={onPick}
              />
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}
