import { ClockCircleOutlined, StarOutlined } from '@ant-design/icons'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import type { Account } from '../../oss/types.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { useLanding } from '../drag/useLanding.ts'
import type { KnownBucket } from '../queries/queries.ts'
import { homeOf } from '../requests/requests.ts'
import { hashOf, type Place } from './place.ts'
import { keptOf, usePlaces } from './places.ts'

type PlaceLinksProps = { account: Account; buckets: readonly KnownBucket[]; onPick: () => void }

/** Favourites, and where one was last. Rows can be dropped on each. */
export function PlaceLinks({ account, buckets, onPick }: PlaceLinksProps) {
  const { t } = useTranslation('browser')
  const kept = usePlaces((places) => keptOf(places, account.id))
  const below = kept.recent.filter(({ prefix }) => prefix !== '')
  const list = (title: string, places: Place[], icon: ReactNode) =>
    places.length > 0 && (
      <section>
        <h2 className="side-region">{title}</h2>
        <ul>
          {places.map((place) => (
            <li key={formatOssPath(place.bucket, place.prefix)}>
              <PlaceLink account={account} buckets={buckets} place={place} icon={icon} onPick={onPick} />
            </li>
          ))}
        </ul>
      </section>
    )
  return (
    <>
      {list(t('favourites'), kept.favourites, <StarOutlined aria-hidden />)}
      {list(t('recent'), below.slice(0, 5), <ClockCircleOutlined aria-hidden />)}
    </>
  )
}

function PlaceLink({ account, buckets, place, icon, onPick }: PlaceLinksProps & { place: Place; icon: ReactNode }) {
  const ref = useRef<HTMLAnchorElement>(null)
  const bucket = buckets.find(({ name }) => name === place.bucket)
  const address = visible(formatOssPath(place.bucket, place.prefix))
  const target = bucket && { ...homeOf(account, bucket), key: place.prefix }
  const over = useLanding(ref, { target, label: address })
  const last = place.prefix.split('/').at(-2)
  return (
    <a
      ref={ref}
      className="side-bucket side-place"
      data-over={over}
      draggable={false}
      href={hashOf(place)}
      title={address}
      aria-label={address}
      onClick={onPick}
    >
      {icon}
      <span>{visible(last ?? place.bucket)}</span>
      {last !== undefined && <small>{visible(place.bucket)}</small>}
    </a>
  )
}
