import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { formatCount } from '../../i18n/format.ts'
import { useWords } from '../../i18n/objectWords.ts'
import { useWhat } from '../../i18n/useWhat.ts'
import { Field } from '../../ui/fields/Field.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { QueryProblem } from '../../ui/notices/QueryProblem.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { DialogProps } from '../dialogs/Dialogs.tsx'
import { Window } from '../dialogs/Window.tsx'
import { refusalCounts } from '../transfer/transfer.ts'
import { type Link, mostShared, sharedQuery } from './shareQueries.ts'
import { Urls } from './Urls.tsx'
import { type Unit, units, validityOf } from './validity.ts'
import './share.css'

/** URLs of the chosen objects for others, and what they give away. */
export function ShareDialog(props: DialogProps) {
  const { account, home, rows, onClose } = props
  const { t, i18n } = useWords()
  const what = useWhat()(rows.length, rows[0]?.key ?? '')
  const shared = useQuery(sharedQuery(props))
  const { link, fields } = useLink()
  const keys = shared.data?.slice(0, mostShared).map(({ key }) => key) ?? []
  const isFrozen = refusalCounts(rows, false).has('archived')
  return (
    <Window title={t('shareWhat', { what })} width={620} onClose={onClose}>
      {fields}
      {isFrozen && <Notice tone="warn">{t('archivedShare')}</Notice>}
      {shared.error && <QueryProblem error={shared.error} onRetry={() => void shared.refetch()} />}
      {shared.isPending && <Skeleton />}
      {shared.data?.length === 0 && <Notice tone="plain">{t('noObjects')}</Notice>}
      {(shared.data?.length ?? 0) > mostShared && (
        <Notice tone="warn">{t('tooMany', { formatted: formatCount(mostShared, i18n.language) })}</Notice>
      )}
      {keys.length > 0 && <Urls account={account} home={home} keys={keys} link={link} />}
    </Window>
  )
}

/** The choice as typed, and as a link where it is one. */
function useLink() {
  const [kind, setKind] = useState<Link['kind']>('signed')
  const [text, setText] = useState('1')
  const [unit, setUnit] = useState<Unit>('hours')
  const [download, setDownload] = useState(false)
  const seconds = validityOf(text, unit)
  const signed = seconds === undefined ? undefined : ({ kind: 'signed', seconds, download } as const)
  const link: Link | undefined = kind === 'public' ? { kind } : signed
  const { t } = useWords()
  const options = (['signed', 'public'] as const).map((value) => ({ value, label: t(value) }))
  const fields = (
    <>
      <Radio.Group
        aria-label={t('shareKind')}
        optionType="button"
        options={options}
        value={kind}
        onChange={(event) => setKind(event.target.value)}
      />
      {kind === 'signed' && (
        <>
          <LifeField text={text} unit={unit} onText={setText} onUnit={setUnit} />
          <Checkbox checked={download} onChange={(event) => setDownload(event.target.checked)}>
            {t('asDownload')}
          </Checkbox>
        </>
      )}
    </>
  )
  return { link, fields }
}

type LifeFieldProps = { text: string; unit: Unit; onText: (text: string) => void; onUnit: (unit: Unit) => void }

function LifeField({ text, unit, onText, onUnit }: LifeFieldProps) {
  const { t } = useWords()
  const problem = validityOf(text, unit) === undefined ? t('life.wrong') : undefined
  return (
    <Field label={t('life')} problem={problem}>
      {(control) => (
        <div className="share-life">
          <Input {...control} inputMode="numeric" value={text} onChange={(event) => onText(event.target.value)} />
          <Select
            aria-label={t('lifeUnit')}
            value={unit}
            onChange={onUnit}
            options={units.map((value) => ({ value, label: t(value) }))}
          />
        </div>
      )}
    </Field>
  )
}
