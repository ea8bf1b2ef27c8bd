import { EllipsisOutlined, FolderAddOutlined, InfoCircleOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { returnFocus } from '../../ui/keyboard/returnFocus.ts'
import { keyName } from '../actions/keys.ts'
import { menuItems } from '../actions/menuItems.tsx'
import type { ActionName, BoundAction } from '../actions/useActions.ts'
import { useDetails } from '../details/detailsStore.ts'
import { type PlaceDialogName, type PlaceDialogProps, PlaceDialogs } from './PlaceDialogs.tsx'

type Tools = Omit<PlaceDialogProps, 'onClose'> & {
  bound: (name: ActionName) => BoundAction
  dialog: PlaceDialogName | null
  onDialog: (dialog: PlaceDialogName | null) => void
}

const inMenu: ActionName[] = [
  'rules',
  'versionsHere',
  'undeleteHere',
  'uploads',
  'mayDo',
  'payer',
  'corsCheck',
  'bucketSettings',
]

/** Buttons for the place itself: a new folder, the details, and the rest in a menu. */
export function PlaceTools({ bound, dialog, onDialog: setDialog, ...props }: Tools) {
  const { t } = useTranslation('browser')
  const upload = useRef<HTMLButtonElement>(null)
  const folder = useRef<HTMLButtonElement>(null)
  const more = useRef<HTMLButtonElement>(null)
  const { isOpen, toggle } = useDetails()
  const items = menuItems(inMenu.map(bound))
  const close = () => {
    const opener = dialog === 'newFolder' ? folder : dialog === 'upload' ? upload : more
    flushSync(() => setDialog(null))
    opener.current?.focus()
  }
  return (
    <>
      <ActionButton
        ref={upload}
        type="text"
        icon={<UploadOutlined aria-hidden />}
        aria-label={t('place.upload')}
        title={t('place.uploadKey', { key: keyName('Ctrl U') })}
        obstacle={bound('upload').obstacle}
        onClick={bound('upload').run}
      >
        <span className="wide-only">{t('place.upload')}</span>
      </ActionButton>
      <ActionButton
        ref={folder}
        type="text"
        icon={<FolderAddOutlined aria-hidden />}
        aria-label={t('place.newFolder')}
        title={t('place.newFolder')}
        obstacle={bound('newFolder').obstacle}
        onClick={bound('newFolder').run}
      >
        <span className="wide-only">{t('place.newFolder')}</span>
      </ActionButton>
      <Button
        type="text"
        icon={<InfoCircleOutlined aria-hidden />}
        aria-label={t('place.details')}
        aria-pressed={isOpen}
        title={t('place.detailsKey')}
        onClick={toggle}
      />
      <Dropdown autoFocus trigger={['click']} menu={{ items }} onOpenChange={returnFocus(more)}>
        <Button
          ref={more}
          type="text"
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={t('place.more')}
          title={t('place.more')}
        />
      </Dropdown>
      {dialog && <PlaceDialogs {...props} name={dialog} onClose={close} />}
    </>
  )
}
