import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { type CSSProperties, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import type { Account } from '../../oss/types.ts'
import { useLanding } from '../drag/useLanding.ts'
import { PrefixIcon } from '../listing/icons.tsx'
import { listingQuery } from '../queries/queries.ts'
import type { Home } from '../requests/requests.ts'
import { hashOf, type Place } from './place.ts'
import { usePlace } from './usePlace.ts'

type TreeNodeProps = {
  account: Account
  home: Home
  place: Place
  name: string
  /** What else there is to know of it. */
  note?: string | undefined
  icon: ReactNode
  depth: number
  onPick: () => void
}

/** More prefixes than a tree is good for are found in the listing. */
const most = 200

/** A bucket or a prefix: a link to it, and what is below when it is opened. Rows can be dropped on it. */
export function TreeNode({ account, home, place, name, note, icon, depth, onPick }: TreeNodeProps) {
  const { t } = useTranslation('browser')
  const ref = useRef<HTMLAnchorElement>(null)
  const here = usePlace()
  const [isOpen, setOpen] = useState(false)
  const over = useLanding(ref, { target: { ...home, key: place.prefix }, label: name })
  const isHere = here?.bucket === place.bucket && (depth === 0 || here.prefix === place.prefix)
  return (
    <li>
      <div className="tree-line" style={{ '--depth': depth } as CSSProperties}>
        <button
          type="button"
          className="tree-toggle"
          aria-expanded={isOpen}
          aria-label={t('treeBelow', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
        </button>
        <a
          ref={ref}
          className="side-bucket"
          data-over={over}
          draggable={false}
          href={hashOf(place)}
          aria-current={isHere ? 'true' : undefined}
          onClick={onPick}
        >
          {icon}
          <span>{name}</span>
          {note && <small className="tree-class">{note}</small>}
        </a>
      </div>
      {isOpen && <Below account={account} home={home} place={place} depth={depth + 1} onPick={onPick} />}
    </li>
  )
}

function Below({ account, home, place, depth, onPick }: Omit<TreeNodeProps, 'name' | 'icon'>) {
  const { t } = useTranslation('browser')
  const { data, error, isPending } = useQuery(listingQuery(account, { ...home, key: place.prefix }))
  const note = error
    ? t('treeFailed')
    : isPending
      ? t('reading')
      : data?.prefixes.length === 0
        ? t('treeNone')
        : undefined
  return (
    <ul>
      {note && (
        <li className="tree-note" style={{ '--depth': depth } as CSSProperties}>
          {note}
        </li>
      )}
      {data?.prefixes.slice(0, most).map(({ key, name }) => (
        <TreeNode
          key={key}
          account={account}
          home={home}
          place={{ bucket: place.bucket, prefix: key }}
          name={visible(name.slice(0, -1)) || t('namelessLevel')}
          icon={<PrefixIcon />}
          depth={depth}
          onPick={onPick}
        />
      ))}
    </ul>
  )
}
