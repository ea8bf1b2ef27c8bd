import { Button } from 'antd'
import { useWords } from '../../i18n/objectWords.ts'
import { type Head, type HeaderBytes, headerNames } from '../../oss/types.ts'
import { HeaderValue } from '../metadata/HeaderValue.tsx'
import { Fact } from './Fact.tsx'

/** Headers and user metadata; the form that edits them is the dialog's. */
export function Metadata({ head, onEdit }: { head: Head; onEdit: () => void }) {
  const { t } = useWords()
  const headers = headerNames.flatMap((name) => {
    const value = head.headers[name]
    return value === undefined ? [] : [{ name, value }]
  })
  const meta = Object.entries(head.meta).map(([name, value]) => ({ name, value }))
  return (
    <>
      <Pairs title={t('headers')} pairs={headers} />
      <Pairs title={t('meta')} pairs={meta} />
      <Button onClick={onEdit}>{t('editMetadata')}</Button>
    </>
  )
}

function Pairs({ title, pairs }: { title: string; pairs: { name: string; value: HeaderBytes }[] }) {
  const { t } = useWords()
  return (
    <section>
      <h4>{title}</h4>
      {pairs.length === 0 && <p className="details-note">{t('noMeta')}</p>}
      <dl className="facts">
        {pairs.map(({ name, value }) => (
          <Fact key={name} name={name}>
            <HeaderValue bytes={value} />
          </Fact>
        ))}
      </dl>
    </section>
  )
}
