import { App } from 'antd'
import { useWords } from './objectWords.ts'

/** Asks before edits are lost. */
export function useLeave(): (isDirty: boolean, go: () => void) => void {
  const { t } = useWords()
  const { modal } = App.useApp()
  return (isDirty, go) => {
    if (!isDirty) return go()
    void modal.confirm({
      title: t('discard'),
      content: t('discardNote'),
      okText: t('discardYes'),
      okButtonProps: { danger: true },
      cancelText: t('backToEdit'),
      autoFocusButton: 'cancel',
      icon: null,
      onOk: go,
    })
  }
}
