import { Button, Modal } from 'antd'
import { type ReactNode, useRef } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { focusStart } from './focusStart.ts'
import './dialog.css'

type WindowProps = { title: string; width: number; onClose: () => void; children: ReactNode }

/** A window whose parts act each for itself: nothing to submit, and Enter in a field does not close it. */
export function Window({ title, width, onClose, children }: WindowProps) {
  const { t } = useWords()
  const body = useRef<HTMLDivElement>(null)
  return (
    <Modal
      open
      className="dialog"
      title={<span className="dialog-title">{title}</span>}
      width={width}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusStart(body.current)}
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <div ref={body} className="dialog-form">
        {children}
      </div>
    </Modal>
  )
}
