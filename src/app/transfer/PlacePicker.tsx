import { RightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import type { Account } from '../../oss/types.ts'
import { QueryProblem } from '../../ui/QueryProblem.tsx'
import { BucketIcon, PrefixIcon } from '../listing/icons.tsx'
import { useListing } from '../listing/useListing.ts'
import { crumbsOf, type Place } from '../places/place.ts'
import { RegionName } from '../places/RegionName.tsx'
import type { KnownBucket } from '../queries/queries.ts'
import { homeOf } from '../requests/requests.ts'

type PlacePickerProps = {
  account: Account
  buckets: readonly KnownBucket[]
  /** Buckets elsewhere can't be chosen, and say where they are; absent: all can. */
  region: string | undefined
  place: Place | undefined
  onPick: (place: Place | undefined) => void
}

/** Walks from the buckets down the prefixes; what is picked goes into the address field. */
export function PlacePicker({ account, buckets, region, place, onPick }: PlacePickerProps) {
  const { t } = useTranslation('browser')
  const bucket = place && buckets.find(({ name }) => name === place.bucket)
  return (
    <fieldset className="picker">
      <legend className="unseen">{t('browse')}</legend>
      <div className="picker-path">
        <button type="button" onClick={() => onPick(undefined)}>
          {t('allBuckets')}
        </button>
        {bucket &&
          crumbsOf(place).map((crumb) => (
            <span key={crumb.place.prefix}>
              <RightOutlined aria-hidden />
              <button type="button" onClick={() => onPick(crumb.place)}>
                {visible(crumb.name) || t('namelessLevel')}
              </button>
            </span>
          ))}
      </div>
      {place && bucket ? (
        <Prefixes account={account} bucket={bucket} place={place} onPick={onPick} />
      ) : (
        <Buckets buckets={buckets} region={region} onPick={onPick} />
      )}
    </fieldset>
  )
}

type Below = { account: Account; bucket: KnownBucket; place: Place; onPick: (place: Place) => void }

function Prefixes({ account, bucket, place, onPick }: Below) {
  const { t } = useTranslation('browser')
  const { rows, error, isPending, read } = useListing(account, homeOf(account, bucket), { prefix: place.prefix })
  const prefixes = rows.filter((row) => row.is === 'prefix')
  if (error && rows.length === 0) return <QueryProblem error={error} onRetry={read} />
  return (
    <ul className="picker-list" aria-busy={isPending}>
      {prefixes.map(({ key, name }) => (
        <li key={key}>
          <button type="button" onClick={() => onPick({ bucket: place.bucket, prefix: key })}>
            <PrefixIcon />
            <span className="picker-name">{visible(name)}</span>
            <RightOutlined aria-hidden />
          </button>
        </li>
      ))}
      {prefixes.length === 0 && <li className="picker-none">{isPending ? t('reading') : t('noPrefixes')}</li>}
    </ul>
  )
}

type Tops = { buckets: readonly KnownBucket[]; region: string | undefined; onPick: (place: Place) => void }

function Buckets({ buckets, region, onPick }: Tops) {
  return (
    <ul className="picker-list">
      {buckets.map(({ name, region: own }) => (
        <li key={name}>
          <button
            type="button"
            disabled={region !== undefined && own !== region}
            onClick={() => onPick({ bucket: name, prefix: '' })}
          >
            <BucketIcon />
            <span className="picker-name">{name}</span>
            <span className="picker-note">
              <RegionName region={own} />
            </span>
            <RightOutlined aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
