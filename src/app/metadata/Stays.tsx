import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../i18n/objectWords.ts'
import type { Account, Head, Ref } from '../../oss/types.ts'
import { aclQuery, tagsQuery } from '../queries/queries.ts'

/** What an edit leaves alone: told, so that nobody fears for it. */
export function Stays({ account, at, head }: { account: Account; at: Ref; head: Head }) {
  const { t } = useTranslation('browser')
  const { t: words } = useWords()
  const tags = useQuery(tagsQuery(account, at))
  const acl = useQuery(aclQuery(account, at))
  const tagText = tags.data?.map(({ key, value }) => (value ? `${key}=${value}` : key)).join(', ')
  return (
    <section className="metadata-section">
      <h3>{t('staysTitle')}</h3>
      <dl className="stays">
        <Fact name={t('tags')}>{tags.error ? t('unknown') : tagText || (tags.data ? t('none') : '…')}</Fact>
        <Fact name={t('acl')}>{acl.error ? t('unknown') : acl.data ? words(`acl.${acl.data}`) : '…'}</Fact>
        <Fact name={t('class')}>{t(`class.${head.storageClass}`)}</Fact>
        <Fact name={t('etag')}>
          <code>{head.etag}</code>
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
