import { CheckOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { use, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../../i18n/format.ts'
import { TextInput } from '../../../ui/fields/TextInput.tsx'
import { returnFocus } from '../../../ui/keyboard/returnFocus.ts'
import type { BoundAction, HomeActionName } from '../../actions/useActions.ts'
import { AddBucket, NewBucket } from '../../buckets/BucketButton.tsx'
import type { KnownBucket } from '../../queries/queries.ts'
import { PaneContext } from '../panes/pane.ts'
import { go } from '../usePlace.ts'
import { bucketColumns, layoutOf, sortBuckets, useBucketView } from './bucketView.ts'

type BucketBarProps = {
  /** Undefined where nobody could tell. */
  count: number | undefined
  shown: readonly KnownBucket[]
  typed: string
  onType: (typed: string) => void
  /** To the buckets. */
  onLeave: () => void
  bound: (name: HomeActionName) => BoundAction<HomeActionName>
  /** The dialog that is open. */
  open: 'newBucket' | 'addBucket' | undefined
  onClose: () => void
}

/** How many buckets there are, and the ways to find one: by typing, by order, or as a list. */
export function BucketBar({ count, shown, bound, open, onClose, ...filter }: BucketBarProps) {
  const { t } = useTranslation('browser')
  return (
    <header className="bucket-bar">
      <h1>{t('buckets')}</h1>
      <span className="bucket-count" role="status">
        {count !== undefined && <Count count={count} shown={filter.typed.trim() === '' ? undefined : shown.length} />}
      </span>
      <FilterBuckets {...filter} shown={shown} />
      <ViewMenu count={count ?? 0} bound={bound} />
      <AddBucket action={bound('addBucket')} isOpen={open === 'addBucket'} onClose={onClose} />
      <NewBucket action={bound('newBucket')} isOpen={open === 'newBucket'} onClose={onClose} />
    </header>
  )
}

/** How many there are; `shown`: how many of them a filter leaves. */
function Count({ count, shown }: { count: number; shown: number | undefined }) {
  const { t, i18n } = useTranslation('browser')
  const formatted = formatCount(count, i18n.language)
  if (shown === undefined) return t('bucketCount', { count, formatted })
  return t('bucketsFiltered', { formatted: formatCount(shown, i18n.language), of: formatted })
}

/** Arrow down and Enter lead to the buckets; Enter opens the one that alone is left. */
function FilterBuckets({
  shown,
  typed,
  onType,
  onLeave,
}: Pick<BucketBarProps, 'shown' | 'typed' | 'onType' | 'onLeave'>) {
  const { t } = useTranslation('browser')
  const { pane } = use(PaneContext)
  const [only, second] = shown
  const enter = () => {
    if (!only || second) return onLeave()
    go({ bucket: only.name, prefix: only.entry ?? '' }, pane)
  }
  return (
    <TextInput
      role="searchbox"
      data-filter
      value={typed}
      placeholder={t('filterBuckets')}
      aria-label={t('filterBuckets')}
      autoComplete="off"
      spellCheck={false}
      onText={onType}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onType('')
        if (key === 'Escape' || key === 'ArrowDown') onLeave()
        if (key === 'Enter') enter()
      }}
    />
  )
}

function ViewMenu({ count, bound }: { count: number } & Pick<BucketBarProps, 'bound'>) {
  const { t } = useTranslation('browser')
  const button = useRef<HTMLButtonElement>(null)
  const view = useBucketView()
  const layout = layoutOf(view, count)
  const { by, isDown } = view.sort
  const item = (key: string, label: string, isOn: boolean, onClick: () => void) => ({
    key,
    label,
    icon: <CheckOutlined style={{ visibility: isOn ? 'visible' : 'hidden' }} aria-hidden />,
    onClick,
  })
  const layouts = { bucketList: 'list', bucketCards: 'cards' } as const
  const items: MenuProps['items'] = [
    ...(['bucketList', 'bucketCards'] as const)
      .map(bound)
      .map(({ name, label, run }) => item(name, label, layouts[name as keyof typeof layouts] === layout, run)),
    { type: 'divider' },
    {
      type: 'group',
      key: 'sort',
      label: t('view.sort'),
      children: bucketColumns.map((each) =>
        item(each, `${t(`bucket.${each}`)}${by === each ? (isDown ? ' ↓' : ' ↑') : ''}`, by === each, () =>
          sortBuckets(each),
        ),
      ),
    },
  ]
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items }} onOpenChange={returnFocus(button)}>
      <Button ref={button} type="text" icon={<UnorderedListOutlined />} aria-label={t('view')} title={t('view')} />
    </Dropdown>
  )
}
