import type { Account } from '../../oss/types.ts'
import { formatOssPath } from '../../session/ossPath.ts'
import { visible } from '../../words/visible.ts'
import { PrefixIcon } from '../icons.tsx'
import { Measured } from '../measure/Measured.tsx'
import { useWords } from '../objectWords.ts'
import type { Home } from '../requests.ts'
import type { Row } from '../rows.ts'
import { Fact } from './Fact.tsx'

export function PrefixDetails({ account, home, row }: { account: Account; home: Home; row: Row }) {
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
      <Measured account={account} home={home} rows={[row]} />
      <p className="details-note">{t('prefixNote')}</p>
    </>
  )
}
