import { useTranslation } from 'react-i18next'
import { message } from '../../ui/messages/messages.ts'
import { forgetCut } from './clip.ts'

/** Puts `oss://` addresses on the clipboard, one a line. As text they are no cut, even of the same rows. */
export function useCopyAddress(): (addresses: string[]) => void {
  const { t } = useTranslation('browser')
  return (addresses) => {
    navigator.clipboard.writeText(addresses.join('\n')).then(
      () => {
        forgetCut()
        message.success(t('addressCopied'))
      },
      () => message.error(t('clipboardRefused')),
    )
  }
}
