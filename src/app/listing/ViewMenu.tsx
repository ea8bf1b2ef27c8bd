import { CheckOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { use, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { returnFocus } from '../../ui/keyboard/returnFocus.ts'
import { keyName } from '../actions/keys.ts'
import { PaneContext } from '../places/panes/pane.ts'
import type { Place } from '../places/place.ts'
import { openTab } from '../places/tabs/tabs.ts'
import { go, hashHere, toggleSplit } from '../places/usePlace.ts'
import { columns } from './arrange.ts'
import { scaleColumns, sortBy, toggleColumn, useView, useViewStore } from './view.ts'

/** How the rows are shown. Everything that the head of the columns can do is here for the keyboard, too. */
export function ViewMenu({ place: { bucket, prefix, isFlat } }: { place: Place }) {
  const { t } = useTranslation('browser')
  const button = useRef<HTMLButtonElement>(null)
  const view = useViewStore()
  const { pane, otherPlace } = use(PaneContext)
  const isSplit = otherPlace !== undefined
  const { sort, hidden, layout } = useView((all) => all)
  const item = (key: string, label: string, isOn: boolean, onClick: () => void) => ({
    key,
    label,
    icon: <CheckOutlined style={{ visibility: isOn ? 'visible' : 'hidden' }} aria-hidden />,
    onClick,
  })
  const items: MenuProps['items'] = [
    ...(['list', 'tiles'] as const).map((each) =>
      item(each, t(`view.${each}`), layout === each, () => view.setState({ layout: each })),
    ),
    { type: 'divider' },
    item('below', t('below'), isFlat === true, () => go({ bucket, prefix, ...(!isFlat && { isFlat: true }) }, pane)),
    { ...item('split', t('pane.split'), isSplit, toggleSplit), extra: keyName('Ctrl \\') },
    item('tab', t('tab.new'), false, () => openTab(hashHere())),
    { type: 'divider' },
    {
      type: 'group',
      key: 'sort',
      label: t('view.sort'),
      children: (['name', ...columns] as const).map((by) =>
        item(`sort-${by}`, `${t(by)}${sort.by === by ? (sort.isDown ? ' ↓' : ' ↑') : ''}`, sort.by === by, () =>
          sortBy(view, by),
        ),
      ),
    },
    { type: 'divider' },
    {
      type: 'group',
      key: 'columns',
      label: t('view.columns'),
      children: [
        ...columns.map((column) => item(column, t(column), !hidden.includes(column), () => toggleColumn(view, column))),
        item('wider', t('view.wider'), false, () => scaleColumns(view, 1.2)),
        item('narrower', t('view.narrower'), false, () => scaleColumns(view, 1 / 1.2)),
      ],
    },
  ]
  return (
    <Dropdown autoFocus trigger={['click']} menu={{ items }} onOpenChange={returnFocus(button)}>
      <Button ref={button} type="text" icon={<UnorderedListOutlined />} aria-label={t('view')} title={t('view')} />
    </Dropdown>
  )
}
