import { EditOutlined, EllipsisOutlined, HomeOutlined, RightOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { type ReactNode, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import { useDropTarget } from '../drag/useDropTarget.ts'
import { hasObject, type KnownBucket } from '../queries/queries.ts'
import { type BucketRef, bucketRefOf } from '../requests/requests.ts'
import { AddressField, typeAddress, useAddress } from './AddressField.tsx'
import { useAccount, useHashIn } from './account.ts'
import { crumbsOf, type Place } from './place.ts'
import { useFittingCrumbs } from './useFittingCrumbs.ts'
import { usePlace } from './usePlace.ts'

type Crumb = { name: string; place: Place }

type PathProps = { buckets: readonly KnownBucket[] }

/** Where the active pane is, to be clicked or typed. */
export function Breadcrumb(props: PathProps) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const place = usePlace()
  const isTyped = useAddress((state) => state.isTyped)
  const isObject = async ({ bucket, key }: { bucket: string; key: string }) => {
    const known = props.buckets.find(({ name }) => name === bucket) ?? { name: bucket, region: account.region }
    return hasObject(account, { ...bucketRefOf(account, known), key })
  }
  if (isTyped) return <AddressField place={place} endpoint={account.endpoint} isObject={isObject} />
  return (
    <Crumbs {...props} place={place}>
      <button
        type="button"
        className="crumb crumb-type"
        aria-label={t('address.type')}
        title={t('address.type')}
        onClick={() => typeAddress(true)}
      >
        <EditOutlined />
      </button>
    </Crumbs>
  )
}

type CrumbsProps = PathProps & { place: Place | null; children?: ReactNode }

/** The way from all buckets to a place. Rows can be dropped on every level; what finds no room hides in a menu. */
export function Crumbs({ buckets, place, children }: CrumbsProps) {
  const account = useAccount()
  const { t } = useTranslation('browser')
  const hashIn = useHashIn()
  const nav = useRef<HTMLElement>(null)
  const bucket = buckets.find(({ name }) => name === place?.bucket)
  const crumbs = useMemo(() => (place ? crumbsOf(place, bucket?.entry) : []), [place, bucket?.entry])
  const names = useMemo(() => crumbs.map(({ name }) => visible(name) || t('namelessLevel')), [crumbs, t])
  const home = bucket && bucketRefOf(account, bucket)
  const { head, tail } = useFittingCrumbs(nav, names)
  const hidden = crumbs.slice(head, tail)
  const level = (crumb: Crumb) => (
    <Level key={crumb.place.prefix} crumb={crumb} home={home} isLast={crumb === crumbs.at(-1)} />
  )
  return (
    <nav ref={nav} className="crumbs" aria-label={t('place')}>
      <a className="crumb crumb-home" href={hashIn(null)} aria-label={t('allBuckets')} title={t('allBuckets')}>
        <HomeOutlined />
      </a>
      {crumbs.slice(0, head).map(level)}
      {hidden.length > 0 && <Hidden crumbs={hidden} />}
      {crumbs.slice(tail).map(level)}
      {children}
    </nav>
  )
}

function Level({ crumb, home, isLast }: { crumb: Crumb; home: BucketRef | undefined; isLast: boolean }) {
  const { t } = useTranslation('browser')
  const hashIn = useHashIn()
  const ref = useRef<HTMLAnchorElement>(null)
  const name = visible(crumb.name) || t('namelessLevel')
  const target = home && { ...home, key: crumb.place.prefix }
  const over = useDropTarget(ref, { target, label: crumb.name || '/' })
  return (
    <>
      <RightOutlined className="crumb-arrow" aria-hidden />
      <a
        ref={ref}
        className="crumb"
        data-over={over}
        draggable={false}
        href={hashIn(crumb.place)}
        aria-current={isLast ? 'page' : undefined}
        title={name}
      >
        {name}
      </a>
    </>
  )
}

function Hidden({ crumbs }: { crumbs: Crumb[] }) {
  const { t } = useTranslation('browser')
  const hashIn = useHashIn()
  const items = crumbs.map(({ name, place }) => ({
    key: place.prefix,
    label: <a href={hashIn(place)}>{visible(name) || t('namelessLevel')}</a>,
  }))
  return (
    <>
      <RightOutlined className="crumb-arrow" aria-hidden />
      <Dropdown autoFocus trigger={['click']} menu={{ items }}>
        <button type="button" className="crumb" aria-label={t('hiddenLevels')} title={t('hiddenLevels')}>
          <EllipsisOutlined />
        </button>
      </Dropdown>
    </>
  )
}
