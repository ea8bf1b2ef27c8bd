import { Button, Modal } from 'antd'
import { type ReactNode, useId } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import './dialog.css'

type Props = {
  title: string
  /** Says what will happen. */
  action: string
  isImpossible?: boolean
  /** Nothing brings back what it takes away. */
  isFinal?: boolean
  width?: number
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form in a window: Enter submits, Esc closes. What is wrong is gone to, so that no press of the button does nothing. */
export function Dialog(props: Props) {
  const { title, action, isImpossible = false, isFinal = false, width = 560, onSubmit, onClose, children } = props
  const { t } = useTranslation('browser')
  const id = useId()
  return (
    <Modal
      open
      className="dialog"
      title={<span className="dialog-title">{title}</span>}
      width={width}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusField(id)}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t('cancel')}
        </Button>,
        <Button key="action" type="primary" danger={isFinal} htmlType="submit" form={id} disabled={isImpossible}>
          {action}
        </Button>,
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

const anyField = 'input:not(.ant-select input)'

/** antd's trap takes the focus to the cross while the window opens; who opens a form wants to type, and into a list one doesn't. */
function focusField(form: string): void {
  const element = document.getElementById(form)
  if (element?.contains(document.activeElement)) return
  const first = element?.querySelector<HTMLElement>('[data-first]') ?? element?.querySelector<HTMLElement>(anyField)
  first?.focus()
}
