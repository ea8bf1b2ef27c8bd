import { SettingOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import type { TFunction } from 'i18next'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { choose, chosen } from '../../hosts/page/choices.ts'
import { clearEnded } from '../../hosts/page/store.ts'

const settings = ['atOnce', 'keepDays'] as const
type Setting = (typeof settings)[number]
const offered: Record<Setting, number[]> = { atOnce: [1, 4, 8, 16, 32], keepDays: [7, 30, 90, 365] }

/** How many requests all jobs together may have in flight, and for how long jobs are kept that have ended. */
export const PanelSettings = memo(function PanelSettings() {
  const { t } = useTranslation('panel')
  const [now, setNow] = useState(() => ({ atOnce: chosen('atOnce'), keepDays: chosen('keepDays') }))
  const onClick = ({ key }: { key: string }) => {
    if (key === 'clear') return clearEnded()
    const [setting, value] = key.split(' ') as [Setting, string]
    choose(setting, Number(value) || undefined)
    setNow({ ...now, [setting]: Number(value) || undefined })
  }
  const selectedKeys = settings.map((setting) => `${setting} ${now[setting] ?? 'auto'}`)
  const menu = { items: itemsOf(t), selectable: true, multiple: true, selectedKeys, onClick }
  return (
    <Dropdown autoFocus trigger={['click']} menu={menu}>
      <Button
        className="bar-clear"
        type="text"
        size="small"
        icon={<SettingOutlined />}
        aria-label={t('settings')}
        title={t('settings')}
      />
    </Dropdown>
  )
})

function itemsOf(t: TFunction<'panel'>) {
  const groups = settings.map((setting) => ({
    key: setting,
    label: t(setting),
    children: [
      { key: `${setting} auto`, label: t(`${setting}.auto`) },
      ...offered[setting].map((count) => ({ key: `${setting} ${count}`, label: t(`${setting}.count`, { count }) })),
    ],
  }))
  return [...groups, { type: 'divider' as const }, { key: 'clear', label: t('clear') }]
}
