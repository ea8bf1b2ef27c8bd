import { formatOssPath } from '../../session/ossPath.ts'
import { visible } from '../../words/visible.ts'
import { PrefixIcon } from '../icons.tsx'
import { useWords } from '../objectWords.ts'
import type { Home } from '../requests.ts'
import type { Row } from '../rows.ts'
import { Fact } from './Fact.tsx'

export function PrefixDetails({ home, row }: { home: Home; row: Row }) {
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
      <p className="details-note">{t('prefixNote')}</p>
    </>
  )
}
