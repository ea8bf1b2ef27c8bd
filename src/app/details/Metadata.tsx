import { Button } from 'antd'
import { useWords } from '../../i18n/objectWords.ts'
import { allMetadata } from '../../oss/direct/exposed.ts'
import { type HeaderBytes, headerNames } from '../../oss/types.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { HeaderValue } from '../metadata/HeaderValue.tsx'
import type { ShownHead } from '../queries/queries.ts'
import { Fact } from './Fact.tsx'

/** Headers and user metadata; the form that edits them is the dialog's. */
export function Metadata({ head, onEdit }: { head: ShownHead; onEdit: () => void }) {
  const { t } = useWords()
  const headers = headerNames.flatMap((name) => {
    const value = head.headers[name]
    return value === undefined ? [] : [{ name, value }]
  })
  const meta = Object.entries(head.meta).map(([name, value]) => ({ name, value }))
  return (
    <>
      <Pairs title={t('headers')} pairs={headers} isWhole={!head.hidden} />
      <Pairs title={t('meta')} pairs={meta} isWhole={!head.hidden} />
      {head.hidden && <Hidden names={head.hidden} />}
      <Button onClick={onEdit}>{t('editMetadata')}</Button>
    </>
  )
}

type PairsProps = { title: string; pairs: { name: string; value: HeaderBytes }[]; isWhole: boolean }

function Pairs({ title, pairs, isWhole }: PairsProps) {
  const { t } = useWords()
  return (
    <section>
      <h4>{title}</h4>
      {pairs.length === 0 && <p className="details-note">{t(isWhole ? 'noMeta' : 'noneSeen')}</p>}
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

/** Of what nobody sees nothing is said, but that it may be there. */
function Hidden({ names }: { names: string[] }) {
  const { t } = useWords()
  const headers = names.filter((name) => name !== allMetadata)
  return (
    <Notice tone="plain" title={t('hidden')}>
      {headers.length > 0 && <p>{t('hidden.headers', { names: headers.join(', ') })}</p>}
      {headers.length < names.length && <p>{t('hidden.meta')}</p>}
    </Notice>
  )
}
