import { EllipsisOutlined, FolderAddOutlined, InfoCircleOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useDetails } from '../details/detailsStore.ts'
import { HereDialogs, type HereName, type HereProps, hereNames } from './HereDialogs.tsx'

/** Buttons for the place itself: a new folder, the details, and the rest in a menu. */
export function HereTools(props: Omit<HereProps, 'onClose'>) {
  const { t } = useTranslation('browser')
  const [dialog, setDialog] = useState<HereName | null>(null)
  const folder = useRef<HTMLButtonElement>(null)
  const more = useRef<HTMLButtonElement>(null)
  const { isOpen, toggle } = useDetails()
  const [, ...rest] = hereNames
  const items = rest.map((name) => ({ key: name, label: t(`here.${name}`), onClick: () => setDialog(name) }))
  const close = () => {
    const opener = dialog === 'newFolder' ? folder : more
    flushSync(() => setDialog(null))
    opener.current?.focus()
  }
  return (
    <>
      <Button
        ref={folder}
        type="text"
        icon={<FolderAddOutlined />}
        aria-label={t('here.newFolder')}
        title={t('here.newFolder')}
        onClick={() => setDialog('newFolder')}
      />
      <Button
        type="text"
        icon={<InfoCircleOutlined />}
        aria-label={t('here.details')}
        aria-pressed={isOpen}
        title={t('here.detailsKey')}
        onClick={toggle}
      />
      <Dropdown autoFocus trigger={['click']} menu={{ items }}>
        <Button ref={more} type="text" icon={<EllipsisOutlined />} aria-label={t('here.more')} title={t('here.more')} />
      </Dropdown>
      {dialog && <HereDialogs {...props} name={dialog} onClose={close} />}
    </>
  )
}
