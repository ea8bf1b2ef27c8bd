import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { PrefixIcon } from '../listing/icons.tsx'
import type { Row } from '../listing/rows.ts'
import { Measured } from '../measure/Measured.tsx'
import type { BucketRef } from '../requests/requests.ts'
import { Fact } from './Fact.tsx'

export function PrefixDetails({ home, row }: { home: BucketRef; row: Row }) {
  const { t } = useWords()
  const address = formatOssPath(home.bucket, row.key)
  return (
    <>
      <h3 className="details-name">
        <PrefixIcon />
        <span>{visible(row.name)}</span>
      </h3>
      <dl className="facts">
        <Fact name={t('type')}>{t('prefix')}</Fact>
        <Fact name={t('address')} copy={address}>
          <code>{visible(address)}</code>
        </Fact>
      </dl>
      <Measured home={home} rows={[row]} />
      <p className="details-note">{t('prefixNote')}</p>
    </>
  )
}
