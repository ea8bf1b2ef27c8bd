import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n/objectWords.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'

type EditBoxProps = {
  /** Says what is saved. */
  action: string
  /** Why it can't be saved now, in words. */
  obstacle: string | undefined
  isBusy?: boolean
  /** What it does, and what it costs. */
  note: ReactNode
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

/** A small form in the place of a value: Enter saves, Esc closes. */
export function EditBox({ action, obstacle, isBusy = false, note, onSave, onClose, children }: EditBoxProps) {
  const { t } = useWords()
  return (
    <form
      className="edit-box"
      onSubmit={(event) => {
        event.preventDefault()
        if (obstacle === undefined && !isBusy) onSave()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      {children}
      <div className="details-note">{note}</div>
      <div className="edit-box-buttons">
        <Button size="small" onClick={onClose}>
          {t('cancel')}
        </Button>
        <ActionButton size="small" type="primary" htmlType="submit" loading={isBusy} obstacle={obstacle}>
          {action}
        </ActionButton>
      </div>
    </form>
  )
}
