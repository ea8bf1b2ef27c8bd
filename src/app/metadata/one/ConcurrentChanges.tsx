import { Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { explainRefusal } from '../../../i18n/explain.ts'
import { useObstacles } from '../../../i18n/obstacles.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { useFieldText } from '../../jobs-panel/difference/useFieldText.ts'
import type { ConcurrentChange } from './concurrentChanges.ts'
import type { useOneForm } from './useOneForm.ts'

type ConcurrentChangesProps = {
  found: NonNullable<ReturnType<typeof useOneForm>['found']>
  onTake: (names: ReadonlySet<string>) => void
}

/** It stands above a long form, at whose end a person has just pressed the button. */
export function ConcurrentChanges(props: ConcurrentChangesProps) {
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

/** What somebody else has changed while the form was open: before, now and mine, field by field. */
function Found({ found, onTake }: ConcurrentChangesProps) {
  const { t } = useTranslation('browser')
  const { t: errors } = useTranslation('errors')
  const { t: why } = useObstacles()
  const [said, setSaid] = useState<ReadonlyMap<string, 'mine' | 'now'>>(new Map())
  const { title, advice } = explainRefusal('missing', errors)
  if (!found.now)
    return (
      <Notice tone="danger" title={title}>
        {advice}
      </Notice>
    )
  const open = found.changes.filter(({ name, mine }) => mine && !said.has(name))
  const takes = new Set(
    found.changes.filter(({ name, mine }) => !mine || said.get(name) === 'now').map(({ name }) => name),
  )
  return (
    <Notice tone="warn" title={t('concurrent.title')}>
      <p>{t('concurrent.note')}</p>
      <table className="concurrent-changes">
        <thead>
          <Head />
        </thead>
        <tbody>
          {found.changes.map((one) => (
            <Line
              key={one.name}
              one={one}
              said={said.get(one.name)}
              onSay={(what) => setSaid(new Map(said).set(one.name, what))}
            />
          ))}
        </tbody>
      </table>
      <ActionButton
        size="small"
        obstacle={open.length > 0 ? why('undecided') : undefined}
        onClick={() => onTake(takes)}
      >
        {t('concurrent.take')}
      </ActionButton>
    </Notice>
  )
}

function Head() {
  const { t } = useTranslation('browser')
  return (
    <tr>
      {(['field', 'before', 'now', 'mine'] as const).map((column) => (
        <th key={column} scope="col">
          {t(`concurrent.${column}`)}
        </th>
      ))}
    </tr>
  )
}

type LineProps = { one: ConcurrentChange; said: 'mine' | 'now' | undefined; onSay: (what: 'mine' | 'now') => void }

function Line({ one: { name, before, now, mine }, said, onSay }: LineProps) {
  const { t } = useTranslation('browser')
  const told = useFieldText()
  const field = told.name(name)
  const choice = (what: 'mine' | 'now', text: string) => (
    <Radio
      checked={said === what}
      aria-label={t(`concurrent.keep.${what}`, { name: field })}
      onChange={() => onSay(what)}
    >
      {text}
    </Radio>
  )
  return (
    <tr>
      <th scope="row">{field}</th>
      <td>{told.value(before)}</td>
      <td>{mine ? choice('now', told.value(now)) : told.value(now)}</td>
      <td>{mine ? choice('mine', told.value(mine)) : t('concurrent.untouched')}</td>
    </tr>
  )
}
