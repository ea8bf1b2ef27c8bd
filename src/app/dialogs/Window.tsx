import { Button, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import './dialog.css'

type WindowProps = { title: string; width: number; onClose: () => void; children: ReactNode }

/** A window whose parts act each for itself: nothing to submit, and Enter in a field does not close it. */
export function Window({ title, width, onClose, children }: WindowProps) {
  const { t } = useWords()
  return (
    <Modal
      open
      className="dialog"
      title={<span className="dialog-title">{title}</span>}
      width={width}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div className="dialog-form">{children}</div>
    </Modal>
  )
}
