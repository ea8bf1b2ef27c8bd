import { useTranslation } from 'react-i18next'
import { visible } from '../../i18n/visible.ts'
import { textOf } from '../../oss/headerBytes.ts'
import type { HeaderBytes } from '../../oss/types.ts'

/** The value of a header as text. What is not UTF-8 says how it was read. */
export function HeaderValue({ bytes }: { bytes: HeaderBytes }) {
  const { t } = useTranslation('browser')
  const { text, encoding } = textOf(bytes)
  if (encoding === 'UTF-8') return visible(text) || t('emptyValue')
  return (
    <>
      {visible(text)} <small>({t('shownAs', { encoding })})</small>
    </>
  )
}
