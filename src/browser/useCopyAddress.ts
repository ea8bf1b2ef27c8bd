import { App } from 'antd'
import { useTranslation } from 'react-i18next'

/** Puts `oss://` addresses on the clipboard, one a line. */
export function useCopyAddress(): (addresses: string[]) => void {
  const { message } = App.useApp()
  const { t } = useTranslation('browser')
  return (addresses) => {
    navigator.clipboard.writeText(addresses.join('\n')).then(
      () => message.success(t('addressCopied')),
      () => message.error(t('clipboardRefused')),
    )
  }
}
