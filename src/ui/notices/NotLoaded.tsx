import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import './notLoaded.css'

type NotLoadedProps = { onAgain: () => void; onClose?: (() => void) | undefined }

/** Stands for a part of the page that did not come: for a dialog, which can be closed, as one. It needs nothing that is loaded later itself. */
export function NotLoaded({ onAgain, onClose }: NotLoadedProps) {
  if (onClose) return <InsteadOfDialog onAgain={onAgain} onClose={onClose} />
  return (
    <div className="not-loaded-part">
      <Words onAgain={onAgain} />
    </div>
  )
}

function InsteadOfDialog({ onAgain, onClose }: Required<NotLoadedProps>) {
  const { t } = useTranslation('look')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    // biome-ignore lint/a11y/noRedundantRoles: by this the page's keys know that a dialog is open
    <dialog ref={dialog} role="dialog" className="not-loaded" aria-label={t('notLoaded.title')} onCancel={onClose}>
      <Words onAgain={onAgain} onClose={onClose} />
    </dialog>
  )
}

function Words({ onAgain, onClose }: NotLoadedProps) {
  const { t } = useTranslation('look')
  const ways = (
    <span className="not-loaded-ways">
      <Button onClick={onAgain}>{t('retry')}</Button>
      {onClose && <Button onClick={onClose}>{t('notLoaded.close')}</Button>}
    </span>
  )
  return (
    <Notice tone="danger" title={t('notLoaded.title')} action={ways}>
      {t('notLoaded.advice')}
    </Notice>
  )
}
