import { useWords } from '../../i18n/objectWords.ts'
import { message } from './messages.ts'

/** Puts a text on the clipboard, and says so. */
export function useCopyText(): (text: string) => void {
  const { t } = useWords()
  return (text) => {
    navigator.clipboard.writeText(text).then(
      () => message.success(t('copied')),
      () => message.error(t('clipboardRefused')),
    )
  }
}
