import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { headerNames } from '../../oss/types.ts'
import { RemoveButton } from '../../ui/fields/RemoveButton.tsx'
import { type Condition, conditionProblem, isPatternTest, type Kind } from './ruleForm.ts'
import type { RuleProps } from './WhereFields.tsx'

const kinds: Kind[] = ['header', 'meta', 'tag']
const tests: Condition['is'][] = ['absent', 'present', 'equal', 'found', 'notFound']

/** What must hold of the properties of an object itself. */
export function Conditions({ form, onChange }: RuleProps) {
  const { t } = useTranslation('rules')
  const { conditions } = form
  const id = 1 + Math.max(-1, ...conditions.map((one) => one.id))
  const change = (these: Condition[]) => onChange({ ...form, conditions: these })
  const first = headerNames.find((name) => !conditions.some((one) => one.name === name)) ?? ''
  return (
    <div className="rule-conditions">
      {conditions.map((one, n) => (
        <Line
          key={one.id}
          n={n + 1}
          one={one}
          problem={conditionProblem(conditions, one)}
          onChange={(line) => change(conditions.map((other) => (other.id === line.id ? line : other)))}
          onRemove={() => change(conditions.filter((other) => other.id !== one.id))}
        />
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() => change([...conditions, { id, kind: 'header', name: first, is: 'absent', value: '' }])}
      >
        {t('condition.add')}
      </Button>
    </div>
  )
}

type LineProps = {
  n: number
  one: Condition
  problem: ReturnType<typeof conditionProblem>
  onChange: (line: Condition) => void
  onRemove: () => void
}

function Line({ n, one, problem, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('rules')
  const change = (some: Partial<Condition>) => onChange({ ...one, ...some })
  return (
    <div className="rule-condition">
      <Select
        aria-label={t('condition.kind', { n })}
        value={one.kind}
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => change({ kind, name: kind === 'header' ? headerNames[0] : '' })}
      />
      <Name
        n={n}
        one={one}
        isWrong={problem === 'noName' || problem === 'twice'}
        onChange={(name) => change({ name })}
      />
      <Select
        aria-label={t('condition.is', { n })}
        value={one.is}
        options={tests.map((value) => ({ value, label: t(`is.${value}`) }))}
        onChange={(is) => change({ is })}
      />
      <RemoveButton label={t('condition.remove', { n })} onRemove={onRemove} />
      {(one.is === 'equal' || isPatternTest(one.is)) && (
        <Input
          className="rule-value"
          aria-label={t('condition.value', { n })}
          aria-invalid={problem === 'pattern'}
          status={problem === 'pattern' ? 'error' : ''}
          value={one.value}
          spellCheck={false}
          onChange={(event) => change({ value: event.target.value })}
        />
      )}
      {problem && <div className="field-problem">{t(problem)}</div>}
    </div>
  )
}

type NameProps = { n: number; one: Condition; isWrong: boolean; onChange: (name: string) => void }

function Name({ n, one, isWrong, onChange }: NameProps) {
  const { t } = useTranslation('rules')
  const label = t('condition.name', { n })
  if (one.kind === 'header')
    return (
      <Select
        aria-label={label}
        value={one.name}
        status={isWrong ? 'error' : ''}
        options={headerNames.map((value) => ({ value, label: value }))}
        onChange={onChange}
      />
    )
  return (
    <Input
      aria-label={label}
      aria-invalid={isWrong}
      status={isWrong ? 'error' : ''}
      value={one.name}
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
