import { useWords } from '../../i18n/objectWords.ts'
import { visible } from '../../i18n/visible.ts'
import { formatOssPath } from '../address/ossPath.ts'
import { PrefixIcon } from '../listing/icons.tsx'
import type { Row } from '../listing/rows.ts'
import { Measured } from '../measure/Measured.tsx'
import { useBucketRef } from '../places/panes/bucket.ts'
import { Fact } from './Fact.tsx'

export function PrefixDetails({ row }: { row: Row }) {
  const { t } = useWords()
  const { bucket } = useBucketRef()
  const address = formatOssPath(bucket, row.key)
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
      <Measured rows={[row]} />
      <p className="details-note">{t('prefixNote')}</p>
    </>
  )
}
