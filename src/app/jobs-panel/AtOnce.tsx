import { SettingOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseAtOnce, chosenAtOnce } from '../../hosts/page/store.ts'

const counts = [1, 4, 8, 16, 32]

/** How many requests all jobs together may have in flight. */
export const AtOnce = memo(function AtOnce() {
  const { t } = useTranslation('panel')
  const [chosen, setChosen] = useState(chosenAtOnce)
  const choose = (key: string) => {
    const count = Number(key) || undefined
    chooseAtOnce(count)
    setChosen(count)
  }
  const items = [
    { key: 'auto', label: t('atOnce.auto') },
    ...counts.map((count) => ({ key: String(count), label: t('atOnce.count', { count }) })),
  ]
  return (
    <Dropdown
      autoFocus
      trigger={['click']}
      menu={{ items, selectable: true, selectedKeys: [String(chosen ?? 'auto')], onClick: ({ key }) => choose(key) }}
    >
      <Button className="bar-clear" type="text" size="small" icon={<SettingOutlined />} aria-label={t('atOnce')} />
    </Dropdown>
  )
})
