import { Button, Modal } from 'antd'
import { type ReactNode, useId } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { focusStart } from './focusStart.ts'
import './dialog.css'

type Props = {
  title: string
  /** Says what will happen. */
  action: string
  /** Why it can't be sent now, in words. */
  obstacle?: string | undefined
  /** What was sent is under way. */
  isBusy?: boolean
  /** Nothing brings back what it takes away. */
  isFinal?: boolean
  width?: number
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form in a window: Enter submits, Esc closes. What is wrong is gone to, so that no press of the button does nothing. */
export function Dialog(props: Props) {
  const { title, action, obstacle, isBusy = false, isFinal = false, width = 560, onSubmit, onClose, children } = props
  const { t } = useTranslation('browser')
  const id = useId()
  return (
    <Modal
      open
      className="dialog"
      title={<span className="dialog-title">{title}</span>}
      width={width}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusStart(document.getElementById(id))}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <ActionButton
          key="action"
          type="primary"
          danger={isFinal}
          htmlType="submit"
          form={id}
          loading={isBusy}
          obstacle={obstacle}
        >
          {action}
        </ActionButton>,
      ]}
    >
      <form
        id={id}
        className="dialog-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          flushSync(onSubmit)
          event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
        }}
      >
        {children}
      </form>
    </Modal>
  )
}
