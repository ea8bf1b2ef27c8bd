import { ClockCircleOutlined, StarOutlined } from '@ant-design/icons'
import { type CSSProperties, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../../i18n/visible.ts'
import { formatOssPath } from '../../address/ossPath.ts'
import { useDropTarget } from '../../drag/useDropTarget.ts'
import { BucketIcon, PrefixIcon } from '../../listing/icons.tsx'
import { bucketRefOf } from '../../requests/requests.ts'
import { useAccount, useHashIn } from '../account.ts'
import type { Place } from '../place.ts'
import { useRegionName } from '../RegionName.tsx'
import type { SideRow } from './sideRows.ts'

type SideLineProps = {
  row: SideRow
  index: number
  /** px from the top. */
  top: number
  /** How many buckets there are. */
  count: number
  isStop: boolean
  here: Place | null
  onToggle: () => void
  onPick: () => void
}
type Stop = Extract<SideRow, { place: Place }>

/** One line of the side bar, where it stands. */
export function SideLine({ row, ...props }: SideLineProps) {
  const { t } = useTranslation('browser')
  const regionName = useRegionName()
  const style = { top: props.top }
  if (row.is === 'heading') return <Heading style={style}>{t(row.words)}</Heading>
  if (row.is === 'region') return <Heading style={style}>{regionName(row.region)}</Heading>
  if (row.is === 'note')
    return (
      <div role="none" className="side-line tree-note" style={{ ...style, '--depth': row.depth } as CSSProperties}>
        {t(row.words)}
      </div>
    )
  return <Item row={row} {...props} />
}

/** Read with the lines, but no line of the tree. */
function Heading({ style, children }: { style: CSSProperties; children: ReactNode }) {
  return (
    <div role="none" className="side-line side-region" style={style}>
      {children}
    </div>
  )
}

function Item({ row, index, top, count, isStop, here, onToggle, onPick }: SideLineProps & { row: Stop }) {
  const account = useAccount()
  const hashIn = useHashIn()
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLDivElement>(null)
  const { name, note, label, icon } = useFace(row)
  const { bucket, prefix } = row.place
  const target = row.bucket && { ...bucketRefOf(account, row.bucket), key: prefix }
  const over = useDropTarget(ref, { target, label: name })
  const depth = row.is === 'prefix' ? row.depth : 0
  const isTree = row.is === 'bucket' || row.is === 'prefix'
  const isHere = isTree && here?.bucket === bucket && (row.is === 'bucket' || here.prefix === prefix)
  return (
    <div
      ref={ref}
      role="treeitem"
      className="side-line tree-line"
      style={{ top, '--depth': depth } as CSSProperties}
      data-at={index}
      data-over={over}
      tabIndex={isStop ? 0 : -1}
      aria-label={note ? `${label} ${note}` : label}
      aria-level={depth + 1}
      aria-expanded={isTree ? row.isOpen : undefined}
      aria-selected={isHere}
      {...(row.is === 'bucket' && { 'aria-setsize': count, 'aria-posinset': row.at + 1 })}
    >
      {isTree && (
        <button
          type="button"
          tabIndex={-1}
          className="tree-toggle"
          data-open={row.isOpen}
          aria-label={t('treeBelow', { name })}
          onClick={onToggle}
        />
      )}
      <a
        className={isTree ? 'side-bucket' : 'side-bucket side-place'}
        tabIndex={-1}
        draggable={false}
        href={hashIn(row.place)}
        title={isTree ? undefined : label}
        aria-label={isTree ? undefined : label}
        aria-current={isHere ? 'true' : undefined}
        onClick={onPick}
      >
        {icon}
        <span>{name}</span>
        {note && <small className="side-note">{note}</small>}
      </a>
    </div>
  )
}

/** How a line is called, what is said beside that, its whole address, and its picture. */
function useFace(row: Stop): { name: string; note?: string | undefined; label: string; icon: ReactNode } {
  const { t } = useTranslation('browser')
  const { bucket, prefix } = row.place
  if (row.is === 'bucket') {
    const { storageClass } = row.bucket
    const note = storageClass && storageClass !== 'Standard' ? t(`class.${storageClass}`) : undefined
    return { name: bucket, note, label: bucket, icon: <BucketIcon /> }
  }
  const name = nameOf(row, t('namelessLevel'))
  if (row.is === 'prefix') return { name, label: name, icon: <PrefixIcon /> }
  const icon = row.is === 'favourite' ? <StarOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />
  const note = prefix === '' ? undefined : visible(bucket)
  return { name, note, label: visible(formatOssPath(bucket, prefix)), icon }
}

/** By its last level; one without a name is said to be so. */
function nameOf({ place: { bucket, prefix } }: Stop, nameless: string): string {
  return prefix === '' ? visible(bucket) : visible(prefix.split('/').at(-2) ?? '') || nameless
}
