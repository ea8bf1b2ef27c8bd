import { Button, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../../i18n/explain.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useFieldText } from '../../jobs-panel/difference/useFieldText.ts'
import type { Theirs } from './theirs.ts'
import type { useOneForm } from './useOneForm.ts'

type TheirChangesProps = {
  found: NonNullable<ReturnType<typeof useOneForm>['found']>
  onTake: (names: ReadonlySet<string>) => void
}

/** It stands above a long form, at whose end a person has just pressed the button. */
export function TheirChanges(props: TheirChangesProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // It resolves with nothing in newer browsers, which is no way to clean up.
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place}>
      <Found {...props} />
    </div>
  )
}

/** What somebody else has changed while the form was open: before, theirs and mine, field by field. */
function Found({ found, onTake }: TheirChangesProps) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const [said, setSaid] = useState<ReadonlyMap<string, 'mine' | 'theirs'>>(new Map())
  const { title, advice } = explainRefusal('missing', errors)
  if (!found.now)
    return (
      <Notice tone="danger" title={title}>
        {advice}
      </Notice>
    )
  const open = found.theirs.filter(({ name, mine }) => mine && !said.has(name))
  const takes = new Set(
    found.theirs.filter(({ name, mine }) => !mine || said.get(name) === 'theirs').map(({ name }) => name),
  )
  return (
    <Notice tone="warn" title={t('theirs.title')}>
      <p>{t('theirs.note')}</p>
      <table className="theirs">
        <thead>
          <Head />
        </thead>
        <tbody>
          {found.theirs.map((one) => (
            <Line
              key={one.name}
              one={one}
              said={said.get(one.name)}
              onSay={(what) => setSaid(new Map(said).set(one.name, what))}
            />
          ))}
        </tbody>
      </table>
      <Button size="small" disabled={open.length > 0} onClick={() => onTake(takes)}>
        {t('theirs.take')}
      </Button>
    </Notice>
  )
}

function Head() {
  const { t } = useTranslation('browser')
  return (
    <tr>
      {(['field', 'before', 'theirs', 'mine'] as const).map((column) => (
        <th key={column} scope="col">
          {t(`theirs.${column}`)}
        </th>
      ))}
    </tr>
  )
}

type LineProps = { one: Theirs; said: 'mine' | 'theirs' | undefined; onSay: (what: 'mine' | 'theirs') => void }

function Line({ one: { name, before, theirs, mine }, said, onSay }: LineProps) {
  const { t } = useTranslation('browser')
  const told = useFieldText()
  const field = told.name(name)
  const choice = (what: 'mine' | 'theirs', text: string) => (
    <Radio checked={said === what} aria-label={t(`theirs.keep.${what}`, { name: field })} onChange={() => onSay(what)}>
      {text}
    </Radio>
  )
  return (
    <tr>
      <th scope="row">{field}</th>
      <td>{told.value(before)}</td>
      <td>{mine ? choice('theirs', told.value(theirs)) : told.value(theirs)}</td>
      <td>{mine ? choice('mine', told.value(mine)) : t('theirs.untouched')}</td>
    </tr>
  )
}
