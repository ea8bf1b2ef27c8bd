import { App } from 'antd'
import { useWords } from '../i18n/objectWords.ts'

/** Puts a text on the clipboard, and says so. */
export function useCopyText(): (text: string) => void {
  const { message } = App.useApp()
  const { t } = useWords()
  return (text) => {
    navigator.clipboard.writeText(text).then(
      () => message.success(t('copied')),
      () => message.error(t('clipboardRefused')),
    )
  }
}
